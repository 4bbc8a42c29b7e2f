import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approval } from '../../shared/model/approval.ts'
import { send } from '../bridge/client.ts'
import { useMoment } from '../store/moment.ts'
import { Button } from '../ui/button.tsx'
import { ErrorCard } from '../ui/error-card.tsx'
import { Field } from '../ui/field.tsx'
import { Lamp } from '../ui/lamp.tsx'
import { Loading } from '../ui/states.tsx'
import { EditAct, type EditableAct, isEditable } from './edit-act.tsx'
import { LongMarkdown } from './markdown.tsx'
import { ShownAct } from './shown-act.tsx'
import { useAction } from './use-action.ts'
import { useFormat } from './use-format.ts'
import { useReply } from './use-reply.ts'

/**
 * A question of a run: who asks what, until when, and what happens without an answer. Agreeing is possible only once all of it
 * is shown.
 */
export function ApprovalCard({
  approval,
  shown = false,
  level: Heading = 'h3',
}: {
  approval: Approval
  /** What it is about is shown from the start. */
  shown?: boolean
  level?: 'h2' | 'h3'
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const [looking, setLooking] = useState(shown)
  const [seen, setSeen] = useState<string | null>(null)
  const [edited, setEdited] = useState<EditableAct | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const { busy, act } = useAction()
  const answer = (kind: 'approve' | 'always' | 'refuse') =>
    act(async () => {
      const said = kind === 'refuse' ? (reason ?? '').trim() : ''
      await send('approvals.answer', { approvalId: approval.id, answer: kind, seen, reason: said, edited })
    })
  return (
    <article className="ask">
      <Lamp name="waiting" label={t('common.waiting.approval')} />
      <Heading>{t('approvals.asks', { agent: approval.agentName })}</Heading>
      <span className="by">{t('approvals.until', { when: format.dayAndClock(approval.deadline, now) })}</span>
      <p className="question">{approval.act === null ? approval.message : t(`approvals.act.${approval.act}`)}</p>
      {approval.meets && <p>{t('approvals.meets')}</p>}
      <p>{t('approvals.without')}</p>
      {looking && <Preview approval={approval} edited={edited} onSeen={setSeen} onEdited={setEdited} />}
      {reason !== null && (
        <Field label={t('approvals.reason')}>
          {(control) => (
            <input
              className="input"
              maxLength={1000}
              value={reason}
              onChange={({ target: { value } }) => setReason(value)}
              {...control}
            />
          )}
        </Field>
      )}
      <div className="row">
        {looking ? (
          <Button look="go" disabled={busy || seen === null} onClick={() => answer('approve')}>
            {t('approvals.approve')}
          </Button>
        ) : (
          <Button look="go" onClick={() => setLooking(true)}>
            {t('approvals.look')}
          </Button>
        )}
        {seen !== null && edited === null && approval.standing !== null && (
          <Button disabled={busy} onClick={() => answer('always')}>
            {t('approvals.always')}
          </Button>
        )}
        <Button disabled={busy} onClick={() => answer('refuse')}>
          {t('approvals.refuse')}
        </Button>
        {approval.act !== null && reason === null && (
          <Button look="bare" onClick={() => setReason('')}>
            {t('approvals.sayWhy')}
          </Button>
        )}
      </div>
    </article>
  )
}

/** All of what is asked about; once it is on the page its mark is what agreeing names. */
function Preview({
  approval,
  edited,
  onSeen,
  onEdited,
}: {
  approval: Approval
  edited: EditableAct | null
  onSeen: (sha256: string) => void
  onEdited: (act: EditableAct) => void
}) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const reply = useReply(async () => {
    const read = await send('approvals.read', { approvalId: approval.id })
    onSeen(read.approval.previewSha256)
    return read
  }, approval.id)
  if (reply.kind === 'awaited') return <Loading awaited={t('approvals.reading')} />
  if (reply.kind === 'failed') return <ErrorCard error={reply.error} level="h3" />
  const { preview, act } = reply.value
  if (preview === '' && act === null) return null
  return (
    <section className="whole" aria-label={t('approvals.whole')}>
      <div className="sheet doc">
        {act === null ? (
          <LongMarkdown text={preview} />
        ) : editing && isEditable(act) ? (
          <EditAct
            act={edited ?? act}
            onDone={(changed) => {
              onEdited(changed)
              setEditing(false)
            }}
          />
        ) : (
          <ShownAct act={edited ?? act} />
        )}
        {act !== null && isEditable(act) && !editing && (
          <Button look="bare" onClick={() => setEditing(true)}>
            {t('approvals.edit')}
          </Button>
        )}
      </div>
    </section>
  )
}
