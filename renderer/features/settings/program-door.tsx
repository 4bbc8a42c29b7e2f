import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/model/settings.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'

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
  const [typed, setTyped] = useState(String(port))
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const read = /^\d{4,5}$/.test(typed.trim()) ? Number(typed) : 0
        if (read < 1024 || read > 65_535) setWrong(true)
        else onDone(read)
      }}
    >
      <Field label={t('sources.door.port')} wrong={wrong ? t('sources.door.wrong') : ''}>
        {(control) => (
          <input
            className="input num"
            inputMode="numeric"
            maxLength={5}
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
