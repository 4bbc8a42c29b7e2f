import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileChange } from '../../../shared/model/file-change.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useReply } from '../../parts/use-reply.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** What an ended run did to files, and the way back. */
export function FileChanges({ run }: { run: Run }) {
  const reply = useReply(() => send('runs.changes', { runId: run.id }), `${run.id} ${run.state.name}`)
  const [taken, setTaken] = useState<readonly FileChange[] | null>(null)
  const changes = taken ?? (reply.kind === 'arrived' ? reply.value.changes : [])
  if (!hasEnded(run.state) || changes.length === 0) return null
  return <List run={run} changes={changes} onTaken={setTaken} />
}

function List({
  run,
  changes,
  onTaken,
}: {
  run: Run
  changes: readonly FileChange[]
  onTaken: (changes: readonly FileChange[]) => void
}) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const [asked, setAsked] = useState(false)
  const left = changes.filter(({ undone }) => undone?.kind !== 'done')
  const undo = () =>
    act(async () => {
      setAsked(false)
      onTaken((await send('runs.undo', { runId: run.id })).changes)
    })
  return (
    <details>
      <summary className="small quiet">{t('runs.changes.title', { count: changes.length })}</summary>
      <div className="filechanges small" role="list">
        {changes.map((change) => (
          <div key={`${change.stepId} ${change.item}`} role="listitem">
            <span title={change.path}>
              {t(`runs.changes.${change.change}`, { name: lastName(change.path), from: lastName(change.from ?? '') })}
            </span>
            {change.undone !== null && (
              <span className="quiet small">
                {change.undone.kind === 'done'
                  ? t('runs.changes.undone')
                  : t(`runs.changes.refused.${change.undone.reason}`)}
              </span>
            )}
          </div>
        ))}
      </div>
      {left.length > 0 && (
        <Button icon="back" disabled={busy} onClick={() => setAsked(true)}>
          {t('runs.changes.undo')}
        </Button>
      )}
      {asked && (
        <Dialog
          title={t('runs.changes.ask', { count: left.length })}
          onCancel={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{t('runs.changes.keep')}</Button>
              <Button look="go" onClick={undo}>
                {t('runs.changes.confirm')}
              </Button>
            </>
          }
        >
          <p>{t('runs.changes.how')}</p>
          <div className="filechanges" role="list">
            {left.slice(0, 20).map((change) => (
              <div key={`${change.stepId} ${change.item}`} role="listitem">
                {t(`runs.changes.back.${change.change}`, {
                  name: lastName(change.path),
                  from: lastName(change.from ?? ''),
                })}
              </div>
            ))}
          </div>
        </Dialog>
      )}
    </details>
  )
}
