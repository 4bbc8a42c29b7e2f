import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { Bar } from '../../ui/figures.tsx'
import { ErrorWords } from './error-words.tsx'

type Saved = NonNullable<CommandReply<'moving.export'>['saved']>

/** Everything in files other programs open, into a folder that is asked for. */
export function ExportEverything() {
  const { t } = useTranslation()
  const percent = useMirror((mirror) => mirror.exporting)
  const [outcome, setOutcome] = useState<{ saved: Saved } | { error: AppError } | 'stopped' | null>(null)
  const [isStopping, setStopping] = useState(false)
  const { busy, act } = useAction((thrown) => setOutcome({ error: toAppError(thrown) }))
  const begin = () =>
    act(async () => {
      setOutcome(null)
      setStopping(false)
      const { saved } = await send('moving.export', {})
      if (saved !== null) setOutcome({ saved })
    })
  const stop = () => {
    setStopping(true)
    void send('moving.stopExport', {}).then(() => setOutcome('stopped'))
  }
  return (
    <div className="setting">
      <h3>{t('moving.export.label')}</h3>
      {percent === null ? (
        <Button disabled={busy} onClick={begin}>
          {t('moving.export.act')}
        </Button>
      ) : (
        <Button disabled={isStopping} onClick={stop}>
          {t('moving.export.stop')}
        </Button>
      )}
      <div role="status">
        {percent === null ? (
          <p>{t('moving.export.hint')}</p>
        ) : (
          <>
            <p className="num">{t('moving.export.working', { percent })}</p>
            <div className="mt-2">
              <Bar thin parts={[{ kind: 'work', share: percent / 100 }]} />
            </div>
          </>
        )}
        {percent === null && <Outcome outcome={outcome} />}
      </div>
    </div>
  )
}

function Outcome({ outcome }: { outcome: { saved: Saved } | { error: AppError } | 'stopped' | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (outcome === null) return null
  if (outcome === 'stopped') return <p>{t('moving.export.stopped')}</p>
  if ('error' in outcome) return <ErrorWords error={outcome.error} />
  const { path, files, bytes } = outcome.saved
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3">
      <p>
        {t('moving.export.done', {
          count: files,
          number: format.count(files),
          name: lastName(path),
          size: format.bytes(bytes),
        })}
      </p>
      <Button small onClick={() => void send('moving.showExport', {})}>
        {t('moving.export.show')}
      </Button>
    </div>
  )
}
