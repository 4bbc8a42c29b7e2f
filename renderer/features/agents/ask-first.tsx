import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { type Step, stepSchema } from '../../../shared/steps/step.ts'
import { Icon } from '../../ui/icons.tsx'

/** Between two steps: adds one that waits for the owner, showing what the step before made. */
export function AskFirst({
  draft,
  after,
  number,
  onDraft,
}: {
  draft: AgentDraft
  after: Step
  /** Of the step that would wait. */
  number: number
  onDraft: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const add = () => {
    const id = stepIdSchema.parse(crypto.randomUUID())
    const message = t('steps.approve.question')
    const step = stepSchema.parse({ id, kind: 'approve', from: after.id, message })
    onDraft({ ...draft, steps: draft.steps.toSpliced(number - 1, 0, step) })
  }
  return (
    <li className="between">
      <button type="button" className="link small" aria-label={t('steps.approve.addHere', { number })} onClick={add}>
        <Icon name="plus" small />
        {t('steps.approve.add')}
      </button>
    </li>
  )
}
