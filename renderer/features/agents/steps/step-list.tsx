import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import { stepIdSchema } from '../../../../shared/model/brand.ts'
import { addStep, mostSteps, moveStep } from '../../../../shared/rules/edit-steps.ts'
import type { TaskProblem } from '../../../../shared/rules/task-check.ts'
import type { StepKind } from '../../../../shared/steps/step.ts'
import { Icon } from '../../../ui/icons.tsx'
import { focusStep } from './focus-step.ts'
import { Insert } from './insert.tsx'
import { Palette } from './palette.tsx'
import { stepByKeys } from './step-by-keys.ts'
import { StepRow } from './step-row.tsx'
import { useStepSurroundings } from './step-surroundings.ts'

/** The steps in their order: dragged by their grips with the mouse or the keyboard, and added anywhere. */
export function StepList({
  problems,
  onDraft,
}: {
  problems: readonly TaskProblem[]
  onDraft: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const { draft } = useStepSurroundings()
  const [adding, setAdding] = useState<number | null>(draft.steps.length === 0 ? 0 : null)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: stepByKeys(() => draft.steps.map(({ id }) => id)) }),
  )
  const incomplete = new Set(problems.flatMap(({ step, isDoubt }) => (step === null || isDoubt ? [] : [step.id])))
  const place = (id: unknown) => draft.steps.findIndex((step) => step.id === id) + 1
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('agents.drag.start', { number: place(active.id) }),
    onDragOver: ({ over }) => (over === null ? undefined : t('agents.drag.over', { number: place(over.id) })),
    onDragEnd: ({ over }) =>
      over === null ? t('agents.drag.cancel') : t('agents.drag.end', { number: place(over.id) }),
    onDragCancel: () => t('agents.drag.cancel'),
  }
  const drop = ({ active, over }: DragEndEvent) => {
    const step = draft.steps.find(({ id }) => id === active.id)
    if (step !== undefined && over !== null) onDraft(moveStep(draft, step.id, place(over.id) - 1))
  }
  const add = (kind: StepKind) => {
    if (adding === null) return
    const id = stepIdSchema.parse(crypto.randomUUID())
    const words = kind === 'approve' ? { message: t('steps.approve.question') } : {}
    onDraft(addStep(draft, adding, kind, id, words))
    setAdding(null)
    focusStep(id)
  }
  const palette = adding !== null && <Palette onChoose={add} onClose={() => setAdding(null)} />
  const isFull = draft.steps.length >= mostSteps
  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{
          announcements,
          screenReaderInstructions: { draggable: t('agents.drag.how') },
          // What is read aloud stands outside of the list.
          container: document.body,
        }}
        onDragEnd={drop}
      >
        <SortableContext items={draft.steps.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          {draft.steps.map((step, index) => (
            <Fragment key={step.id}>
              {!isFull && <Insert number={index + 1} open={adding === index} onOpen={() => setAdding(index)} />}
              {adding === index && <li className="adding">{palette}</li>}
              <StepRow step={step} number={index + 1} isIncomplete={incomplete.has(step.id)} onDraft={onDraft} />
            </Fragment>
          ))}
        </SortableContext>
      </DndContext>
      <li className="adding">
        {isFull ? (
          <p className="note">{t('agents.step.most', { most: mostSteps })}</p>
        ) : (
          <button
            type="button"
            className="addstep"
            aria-expanded={adding === draft.steps.length}
            onClick={() => setAdding(adding === draft.steps.length ? null : draft.steps.length)}
          >
            <span className="no">
              <Icon name="plus" small />
            </span>
            {t('agents.step.add')}
          </button>
        )}
        {adding === draft.steps.length && palette}
      </li>
    </>
  )
}
