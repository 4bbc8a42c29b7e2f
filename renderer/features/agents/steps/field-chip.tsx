import { useTranslation } from 'react-i18next'
import { programSchema } from '../../../../shared/model/program.ts'
import { testSchema } from '../../../../shared/model/test.ts'
import { toolsSchema } from '../../../../shared/model/tools.ts'
import { sourceOf } from '../../../../shared/rules/active-steps.ts'
import { noStep } from '../../../../shared/steps/blank-step.ts'
import type { StepField } from '../../../../shared/steps/definition.ts'
import { problemsOf, type Step } from '../../../../shared/steps/step.ts'
import { AgentChip } from '../../../parts/agent-chip.tsx'
import { FileChip } from '../../../parts/file-chip.tsx'
import { FolderChip } from '../../../parts/folder-chip.tsx'
import { MailAccountChip } from '../../../parts/mail-account-chip.tsx'
import { ProgramChip } from '../../../parts/program-chip.tsx'
import { RobotChip } from '../../../parts/robot-chip.tsx'
import { ToolsChip } from '../../../parts/tools-chip.tsx'
import { fieldId } from '../field-id.ts'
import { PickChip } from '../starts/pick-chip.tsx'
import { TextChip } from '../text-chip.tsx'
import { UrlChip } from '../url-chip.tsx'
import { ColumnChip } from './column-chip.tsx'
import { ListChip } from './list-chip.tsx'
import { NumberChip } from './number-chip.tsx'
import { SourceChip } from './source-chip.tsx'
import { useGivenColumns, useStepSurroundings } from './step-surroundings.ts'
import { TestChip } from './test-chip.tsx'

/** The chip of one field, by the kind of control the step's definition names. */
export function FieldChip({
  step,
  field,
  onValue,
}: {
  step: Step
  field: StepField
  onValue: (value: unknown) => void
}) {
  const { t } = useTranslation()
  const { agentId } = useStepSurroundings()
  const columns = useGivenColumns(sourceOf(step))
  const value = new Map<string, unknown>(Object.entries(step)).get(field.name)
  const texts = `steps.${step.kind}`
  const label = t(`${texts}.fields.${field.name}`)
  const common = { id: fieldId(step.id, field.name), label }
  const chosen = typeof value === 'string' && value !== noStep ? value : null
  const missing = () => t(`${texts}.choose.${field.name}`)
  switch (field.control) {
    case 'folder':
      return <FolderChip {...common} path={chosen} access={field.access} missing={missing()} onPick={onValue} />
    case 'file':
      return (
        <FileChip
          {...common}
          path={chosen}
          access={field.access}
          kinds={field.kinds}
          missing={missing()}
          onPick={onValue}
        />
      )
    case 'choice':
      return (
        <PickChip
          {...common}
          value={String(value)}
          options={field.choices.map((choice) => ({ value: choice, words: t(`${texts}.${field.name}.${choice}`) }))}
          onChoose={onValue}
        />
      )
    case 'switch':
      return (
        <PickChip
          {...common}
          value={value === true ? 'on' : 'off'}
          options={(['on', 'off'] as const).map((choice) => ({
            value: choice,
            words: t(`${texts}.${field.name}.${choice}`),
          }))}
          onChoose={(choice) => onValue(choice === 'on')}
        />
      )
    case 'text':
      return (
        <TextChip
          {...common}
          value={chosen ?? ''}
          empty={t(`${texts}.empty.${field.name}`)}
          mayBeEmpty={chosen !== '' || problemsOf(step).every((problem) => problem.field !== field.name)}
          maxLength={field.maxLength}
          lines={field.lines}
          points={field.mayPoint === true ? columns : []}
          onValue={onValue}
        />
      )
    case 'number':
      return (
        <NumberChip
          {...common}
          value={typeof value === 'number' ? value : field.least}
          range={field}
          none={field.least === 0 ? t(`${texts}.empty.${field.name}`) : ''}
          onChange={onValue}
        />
      )
    case 'columns':
    case 'labels':
      return (
        <ListChip
          {...common}
          control={field.control}
          most={field.most}
          value={value}
          missing={missing()}
          onChange={onValue}
        />
      )
    case 'column':
      return (
        <ColumnChip
          {...common}
          none={missing()}
          mayBeNone={field.mayBeNone}
          from={sourceOf(step)}
          value={chosen ?? ''}
          onChange={onValue}
        />
      )
    case 'step':
      return (
        <SourceChip
          {...common}
          step={step}
          field={field.name}
          none={missing()}
          mayBeNone={field.mayBeNone}
          value={chosen}
          onChange={onValue}
        />
      )
    case 'test':
      return (
        <TestChip
          {...common}
          none={missing()}
          from={sourceOf(step) ?? step.id}
          test={testSchema.nullable().catch(null).parse(value)}
          mayAsk={step.kind === 'decide'}
          onChange={onValue}
        />
      )
    case 'address':
      return <UrlChip id={common.id} url={chosen ?? ''} missing={missing()} onChoose={onValue} />
    case 'mailAccount':
      return <MailAccountChip {...common} account={chosen} missing={missing()} onChange={onValue} />
    case 'program':
      return (
        <ProgramChip
          {...common}
          missing={missing()}
          program={programSchema.nullable().catch(null).parse(value)}
          onChange={onValue}
        />
      )
    case 'tools':
      return <ToolsChip {...common} missing={missing()} tools={toolsSchema.parse(value)} onChange={onValue} />
    case 'robot':
      return <RobotChip {...common} robot={chosen} missing={missing()} onChange={onValue} />
    case 'agent':
      return <AgentChip {...common} agent={chosen} exclude={agentId} missing={missing()} onChange={onValue} />
  }
}
