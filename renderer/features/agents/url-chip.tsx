import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
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
  const [typed, setTyped] = useState(url)
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const read = readWebAddress(typed)
        if (read === null) setWrong(true)
        else onDone(read)
      }}
    >
      <Field label={t('sources.page.url')} wrong={wrong ? t('sources.page.wrong') : ''}>
        {(control) => (
          <input
            className="input"
            inputMode="url"
            maxLength={2000}
            placeholder="https://"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
            {...control}
          />
        )}
      </Field>
      <Button look="go" submit>
        {t('common.done')}
      </Button>
    </form>
  )
}
