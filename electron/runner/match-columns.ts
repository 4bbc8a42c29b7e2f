import { fieldsOf, type Step, stepSchema } from '../../shared/steps/step.ts'
import { testSchema } from '../../shared/model/test.ts'
import type { StepResult } from './step-results.ts'

/** Rows beyond these have the same columns. */
const looksAt = 50

/**
 * The step with the columns it names spelled as they are in what it is given: `stock` finds `Stock`, and a column with wide letters is the
 * same as one without. A column that is nowhere stays as it was written, for the step to say so.
 */
export function matchColumns(step: Step, given: StepResult | null): Step {
  if (given?.kind !== 'items') return step
  const known = [
    ...given.columns.map(({ name }) => name),
    ...given.items.slice(0, looksAt).flatMap(({ fields }) => Object.keys(fields)),
  ]
  const spelled = (name: string) =>
    known.includes(name) ? name : (known.find((each) => plain(each) === plain(name)) ?? name)
  const values = new Map<string, unknown>(Object.entries(step))
  const changes: Record<string, unknown> = {}
  for (const field of fieldsOf(step.kind)) {
    const value = values.get(field.name)
    if (field.control === 'column' && typeof value === 'string') changes[field.name] = spelled(value)
    if (field.control === 'text' && field.mayPoint === true && typeof value === 'string') {
      changes[field.name] = value.replace(/\{\{|\}\}|\{([^{}]{1,80})\}/g, (whole, name: string | undefined) =>
        name === undefined ? whole : `{${spelled(name.trim())}}`,
      )
    }
    if (field.control !== 'test') continue
    const test = testSchema.safeParse(value)
    if (test.success && test.data.kind === 'compare') {
      changes[field.name] = { ...test.data, column: spelled(test.data.column) }
    }
  }
  return stepSchema.parse({ ...step, ...changes })
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
