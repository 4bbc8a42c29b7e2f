import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { programSchema } from '../../../shared/model/program.ts'
import { toolsSchema } from '../../../shared/model/tools.ts'
import type { StepField } from '../../../shared/steps/definition.ts'
import { fieldsOf, problemsOf, type Step } from '../../../shared/steps/step.ts'
import { FolderChip } from '../../parts/folder-chip.tsx'
import { ProgramChip } from '../../parts/program-chip.tsx'
import { ToolsChip } from '../../parts/tools-chip.tsx'
import { IconButton } from '../../ui/button.tsx'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { fieldId } from './field-id.ts'
import { ModelChip } from './model-chip.tsx'
import { SiteVisit } from './site-visit.tsx'
import { TextChip } from './text-chip.tsx'

/** One step on the thread: a number and a sentence whose underlined words are its fields. */
export function StepSentence({
  step,
  number,
  draft,
  onField,
  onDraft,
}: {
  step: Step
  number: number
  draft: AgentDraft
  onField: (field: string, value: unknown) => void
  onDraft: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const missing = problemsOf(step).length > 0
  const parts: Record<string, ReactNode> = {
    model: <ModelChip policy={draft.modelPolicy} onChoose={(modelPolicy) => onDraft({ ...draft, modelPolicy })} />,
  }
  for (const field of fieldsOf(step.kind)) {
    parts[field.name] = <FieldChip step={step} field={field} onValue={(value) => onField(field.name, value)} />
  }
  return (
    <li className="step">
      <span className={missing ? 'no miss' : 'no'}>{number}</span>
      <Sentence text={t(`steps.${step.kind}.sentence`)} parts={parts} />
      <SiteVisit step={step} />
      {step.kind === 'approve' && (
        <div className="tools">
          <IconButton
            icon="close"
            small
            label={t('steps.approve.remove')}
            onClick={() => onDraft({ ...draft, steps: draft.steps.filter(({ id }) => id !== step.id) })}
          />
        </div>
      )}
    </li>
  )
}

/** The chip of one field, by the kind of control the step's definition names. */
function FieldChip({ step, field, onValue }: { step: Step; field: StepField; onValue: (value: unknown) => void }) {
  const { t } = useTranslation()
  const values: Record<string, unknown> = { ...step }
  const value = values[field.name]
  const texts = `steps.${step.kind}`
  const label = t(`${texts}.fields.${field.name}`)
  switch (field.control) {
    case 'folder':
      return (
        <FolderChip
          path={typeof value === 'string' ? value : null}
          access={field.access}
          id={fieldId(step.id, field.name)}
          missing={t(`${texts}.choose.${field.name}`)}
          label={label}
          onPick={onValue}
        />
      )
    case 'choice':
      return (
        <OpenChip label={label} words={t(`${texts}.${field.name}.${String(value)}`)}>
          {(close) =>
            field.choices.map((choice) => (
              <MenuItem
                key={choice}
                chosen={choice === value}
                onClick={() => {
                  onValue(choice)
                  close()
                }}
              >
                {t(`${texts}.${field.name}.${choice}`)}
              </MenuItem>
            ))
          }
        </OpenChip>
      )
    case 'switch':
      return (
        <OpenChip label={label} words={t(`${texts}.${field.name}.${value === true ? 'on' : 'off'}`)}>
          {(close) =>
            [true, false].map((choice) => (
              <MenuItem
                key={String(choice)}
                chosen={choice === value}
                onClick={() => {
                  onValue(choice)
                  close()
                }}
              >
                {t(`${texts}.${field.name}.${choice ? 'on' : 'off'}`)}
              </MenuItem>
            ))
          }
        </OpenChip>
      )
    case 'text':
      return (
        <TextChip
          id={fieldId(step.id, field.name)}
          label={label}
          value={typeof value === 'string' ? value : ''}
          empty={t(`${texts}.empty.${field.name}`)}
          mayBeEmpty={problemsOf(step).every((problem) => problem.field !== field.name) || value !== ''}
          maxLength={field.maxLength}
          lines={field.lines}
          onValue={onValue}
        />
      )
    case 'program': {
      const program = programSchema.safeParse(value)
      return (
        <ProgramChip
          id={fieldId(step.id, field.name)}
          label={label}
          missing={t(`${texts}.choose.${field.name}`)}
          program={program.success ? program.data : null}
          onChange={onValue}
        />
      )
    }
    case 'tools':
      return (
        <ToolsChip
          id={fieldId(step.id, field.name)}
          label={label}
          missing={t(`${texts}.choose.${field.name}`)}
          tools={toolsSchema.parse(value)}
          onChange={onValue}
        />
      )
    case 'file':
    case 'number':
    case 'columns':
    case 'labels':
    case 'column':
    case 'step':
    case 'test':
    case 'address':
    case 'mailAccount':
    case 'people':
    case 'robot':
    case 'agent':
      return null
  }
}
