import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/model/settings.ts'
import { OneFieldForm } from '../../parts/one-field-form.tsx'
import { Switch } from '../../ui/choices.tsx'
import { OpenChip } from '../../ui/chip.tsx'

const usualPort = 47_613

/** Where other programs on this computer may knock to start an agent; closed until the owner opens it. */
export function ProgramDoor({
  port,
  onChange,
}: {
  port: number | null
  onChange: (changed: Partial<Settings>) => void
}) {
  const { t } = useTranslation()
  const switchId = useId()
  return (
    <div className="sec">
      <div className="setting">
        <label htmlFor={switchId}>{t('sources.door.title')}</label>
        <Switch
          id={switchId}
          on={port !== null}
          onChange={(open) => onChange({ webhookPort: open ? usualPort : null })}
        />
        <p>{t('sources.door.meaning')}</p>
      </div>
      {port !== null && (
        <div className="setting">
          <h2>{t('sources.door.port')}</h2>
          <OpenChip form label={t('sources.door.port')} words={String(port)}>
            {(close) => (
              <PortForm
                port={port}
                onDone={(next) => {
                  if (next !== port) onChange({ webhookPort: next })
                  close()
                }}
              />
            )}
          </OpenChip>
        </div>
      )}
    </div>
  )
}

function PortForm({ port, onDone }: { port: number; onDone: (port: number) => void }) {
  const { t } = useTranslation()
  return (
    <OneFieldForm
      label={t('sources.door.port')}
      wrong={t('sources.door.wrong')}
      typed={String(port)}
      control={{ className: 'input num', inputMode: 'numeric', maxLength: 5 }}
      read={(typed) => {
        const read = /^\d{4,5}$/.test(typed.trim()) ? Number(typed) : 0
        return read < 1024 || read > 65_535 ? undefined : read
      }}
      onDone={onDone}
    />
  )
}
