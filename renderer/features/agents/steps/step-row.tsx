import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import { stepIdSchema } from '../../../../shared/model/brand.ts'
import { duplicateStep, moveStep, removeStep, switchStep } from '../../../../shared/rules/edit-steps.ts'
import type { Step } from '../../../../shared/steps/step.ts'
import { IconButton } from '../../../ui/button.tsx'
import { MoreMenu } from '../../../ui/more-menu.tsx'
import { MenuItem } from '../../../ui/chip.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { SiteVisit } from './site-visit.tsx'
import { StepSentence } from './step-sentence.tsx'
import { TriedResult } from './tried-result.tsx'
import { useStepSurroundings } from './step-surroundings.ts'

/** One step on the thread: a grip, its number, its sentence, and what can be done with it. */
export function StepRow({
  step,
  number,
  isIncomplete,
  onDraft,
}: {
  step: Step
  number: number
  isIncomplete: boolean
  onDraft: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const { draft, agentId } = useStepSurroundings()
  const sortable = useSortable({ id: step.id })
  const isOff = draft.switchedOff.includes(step.id)
  const name = t(`steps.${step.kind}.name`)
  const looks = ['step', isOff ? 'off' : '', sortable.isDragging ? 'sel' : ''].filter(Boolean).join(' ')
  return (
    <li
      ref={sortable.setNodeRef}
      className={looks}
      style={{
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition,
        ...(sortable.isDragging ? { zIndex: 2 } : {}),
      }}
    >
      <button
        type="button"
        className="grip"
        ref={sortable.setActivatorNodeRef}
        {...sortable.attributes}
        {...sortable.listeners}
        aria-label={t('agents.step.drag', { number, name })}
      >
        <Icon name="grip" small />
      </button>
      <span className={isIncomplete && !isOff ? 'no miss' : 'no'}>{number}</span>
      <StepSentence step={step} onDraft={onDraft} />
      <div className="tools">
        <IconButton
          icon="copy"
          small
          label={t('agents.step.copy', { number })}
          onClick={() => onDraft(duplicateStep(draft, step.id, stepIdSchema.parse(crypto.randomUUID())))}
        />
        <IconButton
          icon="power"
          small
          label={t(isOff ? 'agents.step.on' : 'agents.step.off', { number })}
          onClick={() => onDraft(switchStep(draft, step.id, isOff))}
        />
        <MoreMenu label={t('agents.step.more', { number })} small>
          {(close) => {
            const choose = (work: () => void) => () => {
              close()
              work()
            }
            return (
              <>
                <MenuItem
                  icon="up"
                  disabled={number === 1}
                  onClick={choose(() => onDraft(moveStep(draft, step.id, number - 2)))}
                >
                  {t('agents.step.up')}
                </MenuItem>
                <MenuItem
                  icon="down"
                  disabled={number === draft.steps.length}
                  onClick={choose(() => onDraft(moveStep(draft, step.id, number)))}
                >
                  {t('agents.step.down')}
                </MenuItem>
                <MenuItem icon="close" onClick={choose(() => onDraft(removeStep(draft, step.id)))}>
                  {t('agents.step.remove')}
                </MenuItem>
              </>
            )
          }}
        </MoreMenu>
      </div>
      <SiteVisit step={step} />
      <TriedResult agentId={agentId} stepId={step.id} />
      {isOff && <p className="off-note">{t('agents.step.isOff')}</p>}
    </li>
  )
}
