import { useTranslation } from 'react-i18next'
import { OneFieldForm } from '../../parts/one-field-form.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { readWebAddress } from './read-web-address.ts'

const shownAtMost = 40

/** A web address in a sentence; only its site and the end of its path are shown. */
export function UrlChip({
  id,
  url,
  missing,
  onChoose,
}: {
  id?: string
  url: string
  missing: string
  onChoose: (url: string) => void
}) {
  const { t } = useTranslation()
  const short = url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')
  const words = short.length > shownAtMost ? `${short.slice(0, shownAtMost)}…` : short
  return (
    <OpenChip
      form
      label={t('sources.page.url')}
      missing={url === ''}
      words={url === '' ? missing : words}
      {...(id === undefined ? {} : { id })}
    >
      {(close) => (
        <UrlForm
          url={url}
          onDone={(next) => {
            if (next !== url) onChoose(next)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function UrlForm({ url, onDone }: { url: string; onDone: (url: string) => void }) {
  const { t } = useTranslation()
  return (
    <OneFieldForm
      label={t('sources.page.url')}
      wrong={t('sources.page.wrong')}
      typed={url}
      control={{ inputMode: 'url', maxLength: 2000, placeholder: 'https://' }}
      read={(typed) => readWebAddress(typed) ?? undefined}
      onDone={onDone}
    />
  )
}
