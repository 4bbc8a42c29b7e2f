import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldsOf, type Step } from '../../../../shared/steps/step.ts'
import { withField } from '../../../parts/draft.ts'
import { Sentence } from '../../../ui/sentence.tsx'
import { ModelChip } from '../model-chip.tsx'
import { Doubted } from '../say/doubted.tsx'
import { FieldChip } from './field-chip.tsx'
import { shownFields } from './shown-fields.ts'
import { useStepSurroundings } from './step-surroundings.ts'
import type { AgentDraft } from '../../../../shared/model/agent.ts'

/** A step as a sentence whose underlined words are its fields. */
export function StepSentence({ step, onDraft }: { step: Step; onDraft: (draft: AgentDraft) => void }) {
  const { t } = useTranslation()
  const { draft } = useStepSurroundings()
  const parts: Record<string, ReactNode> = {
    model: <ModelChip policy={draft.modelPolicy} onChoose={(modelPolicy) => onDraft({ ...draft, modelPolicy })} />,
  }
  for (const field of fieldsOf(step.kind)) {
    parts[field.name] = (
      <Doubted stepId={step.id} field={field.name}>
        <FieldChip
          step={step}
          field={field}
          onValue={(value) => onDraft(withField(draft, step.id, field.name, value))}
        />
      </Doubted>
    )
  }
  return <Sentence text={shownFields(step, t)} parts={parts} />
}
