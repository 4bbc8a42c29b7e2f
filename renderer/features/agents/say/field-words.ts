import { z } from 'zod'
import { testSchema } from '../../../../shared/model/test.ts'
import type { Translate } from '../../../../shared/rules/format.ts'
import { fieldsOf, type Step } from '../../../../shared/steps/step.ts'

const listSchema = z.array(z.object({ name: z.string() }))

/** The value of a field in words; empty for one that is not chosen. */
export function fieldWords(step: Step, name: string, steps: readonly Step[], t: Translate): string {
  const field = fieldsOf(step.kind).find((each) => each.name === name)
  const value = new Map<string, unknown>(Object.entries(step)).get(name)
  switch (field?.control) {
    case 'choice':
      return t(`steps.${step.kind}.${name}.${String(value)}`)
    case 'switch':
      return t(`steps.${step.kind}.${name}.${value === true ? 'on' : 'off'}`)
    case 'step': {
      const at = steps.findIndex(({ id }) => id === value)
      return at === -1 ? '' : t('say.ofStep', { number: at + 1 })
    }
    case 'columns':
    case 'labels':
      return (listSchema.safeParse(value).data ?? []).map((each) => each.name).join(t('agents.listComma'))
    case 'test': {
      const test = testSchema.safeParse(value).data
      if (test?.kind === 'ask') return test.question
      return test === undefined
        ? ''
        : `${test.column} ${t(`agents.test.operators.${test.operator}`)} ${test.value}`.trim()
    }
    default:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
}

/** A step in a line: what it does, and what is chosen in it. */
export function stepWords(step: Step, steps: readonly Step[], t: Translate): string {
  const chosen = fieldsOf(step.kind)
    .filter(({ control }) => control !== 'step' && control !== 'switch')
    .map(({ name }) => fieldWords(step, name, steps, t))
    .filter((words) => words !== '')
  const name = t(`steps.${step.kind}.name`)
  return chosen.length === 0 ? name : t('say.stepWith', { name, chosen: chosen.join(t('say.between')) })
}
