import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import type { AgentId } from '../../../../shared/model/brand.ts'
import { settleDoubt, useDoubts } from '../../../store/wishes.ts'
import { Lamp } from '../../../ui/lamp.tsx'
import { openField } from '../steps/focus-step.ts'

/** Choices a model made that their owner has not looked at; a click goes there, and that is the look. */
export function ToCheck({ agentId, draft }: { agentId: AgentId; draft: AgentDraft }) {
  const { t } = useTranslation()
  const doubts = useDoubts(agentId)
  const shown = doubts.flatMap(({ stepId, field }) => {
    const at = draft.steps.findIndex(({ id }) => id === stepId)
    const step = draft.steps[at]
    return step === undefined ? [] : [{ number: at + 1, step, field }]
  })
  if (shown.length === 0) return null
  return (
    <section>
      <h2>{t('say.toCheck')}</h2>
      {shown.map(({ number, step, field }) => (
        <div key={`${step.id} ${field}`} className="todo">
          <Lamp name="doubt" />
          <span>{t('agents.missing.step', { number, what: t(`steps.${step.kind}.fields.${field}`) })}</span>
          <button
            type="button"
            className="link ml-auto"
            onClick={() => {
              settleDoubt(agentId, step.id, field)
              openField(step.id, field)
            }}
          >
            {t('agents.missing.look')}
          </button>
        </div>
      ))}
    </section>
  )
}
