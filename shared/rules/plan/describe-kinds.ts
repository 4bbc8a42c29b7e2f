import type { StepField } from '../../steps/definition.ts'
import { fieldsOf, type Step, type StepKind, stepDefinitions, stepKinds, stepKindSchema } from '../../steps/step.ts'
import type { Translate } from '../format.ts'
import { isOwnerOnly } from './owner-only.ts'

/** Every kind of step in a line: its name, what people call it, and the fields a model may fill. A new kind is in it by itself. */
export function describeKinds(t: Translate): string {
  return stepKinds
    .map((kind) => {
      const fields = fieldsOf(kind).filter((field) => !isOwnerOnly(field))
      const written = fields.map((field) => `${field.name}=${valueOf(field)}`)
      return `- ${kind} (${stepDefinitions[kind].group}: ${t(`steps.${kind}.name`)})${written.length === 0 ? '' : ` ${written.join('; ')}`}`
    })
    .join('\n')
}

/** The steps an agent has, in the form a plan is written in. What its owner picked stays theirs and is not told. */
export function describeSteps(steps: readonly Step[]): string {
  return steps
    .map((step, index) => {
      const values = new Map<string, unknown>(Object.entries(step))
      const told = fieldsOf(step.kind)
        .filter((field) => !isOwnerOnly(field))
        .map((field) => [field.name, asPlanned(field, values.get(field.name), steps)] as const)
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
      return JSON.stringify({ keep: index + 1, kind: step.kind, ...Object.fromEntries(told) })
    })
    .join('\n')
}

/** Steps are named by their place. */
function asPlanned({ control }: StepField, value: unknown, steps: readonly Step[]): unknown {
  if (control !== 'step') return value
  const at = steps.findIndex(({ id }) => id === value)
  return at === -1 ? null : at + 1
}

function valueOf(field: StepField): string {
  switch (field.control) {
    case 'choice':
      return field.choices.join('|')
    case 'text':
      return field.mayPoint === true ? '"text, may name {columns}"' : '"text"'
    case 'switch':
      return 'true|false'
    case 'number':
      return `${field.least}..${field.most}`
    case 'columns':
      return '[{"name","type":"text|number|money|date|yesNo","meaning"}]'
    case 'labels':
      return '[{"name","meaning"}]'
    case 'column':
      return '"a column"'
    case 'step':
      return field.mayBeNone ? 'number of an earlier step or null' : 'number of an earlier step'
    case 'test':
      return '{"kind":"ask","question"} or {"kind":"compare","column","operator":"is|isNot|contains|containsNot|above|atLeast|below|atMost|isEmpty|isNotEmpty","value"}'
    case 'address':
      return '"web address, only one the owner named"'
    default:
      return ''
  }
}

/** Whether that is a kind of step there is. */
export function isKind(name: unknown): name is StepKind {
  return stepKindSchema.safeParse(name).success
}
