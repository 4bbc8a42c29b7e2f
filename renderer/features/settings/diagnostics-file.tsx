import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Health } from '../../../shared/model/health.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** What would be given away is read first: the text on the screen is the file. */
export function DiagnosticsFile({ health, onClose }: { health: Health; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [path, setPath] = useState<string | null>(null)
  const { busy, act } = useAction()
  const text = [
    ...health.versions.map(({ name, version }) => `${name} ${version}`),
    '',
    ...health.processes.map(
      ({ kind, memoryBytes, cpuPercent }) =>
        `${t(`health.process.${kind}`)}: ${t('health.use', { size: format.bytes(memoryBytes), percent: `${Math.round(cpuPercent)} %` })}`,
    ),
    '',
    ...health.books.map(({ file, bytes }) => `${t(`books.file.${file}`)}: ${format.bytes(bytes)}`),
    `${t('health.disk')}: ${health.freeDiskBytes === null ? t('health.unknown') : format.bytes(health.freeDiskBytes)}`,
    ...(health.dataPlace === 'network' ? [`${t('health.dataPlace')}: ${t('health.onNetwork')}`] : []),
    '',
    `${t('health.troubles')}:`,
    ...(health.troubles.length === 0 ? [t('health.noTroubles')] : []),
    ...health.troubles.map(({ at, where, code, detail }) =>
      [new Date(at).toISOString(), where, code, detail].filter(Boolean).join(' '),
    ),
  ].join('\n')
  return (
    <Dialog
      wide
      title={t('health.file.title')}
      onCancel={onClose}
      actions={
        <>
          <Button look="bare" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button
            look="go"
            disabled={busy}
            onClick={() => act(async () => setPath((await send('health.save', { text })).path))}
          >
            {t('health.file.save')}
          </Button>
        </>
      }
    >
      <p>{t('health.file.meaning')}</p>
      <textarea className="input mt-3" rows={16} readOnly aria-label={t('health.file.text')} value={text} />
      <p role="status">{path !== null && t('health.file.saved', { name: lastName(path) })}</p>
    </Dialog>
  )
}
