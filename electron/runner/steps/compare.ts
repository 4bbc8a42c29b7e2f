import { CodedError } from '../../../shared/contract/errors.ts'
import type { CompareStep } from '../../../shared/steps/compare.ts'
import { writeAboutAll } from '../asking/ask-about-item.ts'
import { materialsOf } from '../asking/together.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { asItems, emptyItem } from '../values.ts'

/** Holds texts against each other, or against those of another step. */
export async function compare(step: CompareStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a comparison builds on a step')
  const other = step.other === null ? null : context.results.get(step.other)
  if (other === undefined) throw new CodedError('agent.incomplete', {}, `there is no step ${step.other} before it`)
  const own = await materialsOf(given, context)
  const others = other === null || other.kind === 'nothing' ? [] : await materialsOf(other, context)
  const materials = [...own, ...others]
  if (materials.length < 2) return { kind: 'nothing' }
  const label = context.order.agent.name
  const written = await writeAboutAll(
    step.id,
    { kind: 'compare', focus: step.focus },
    materials,
    { label, cites: true },
    context,
  )
  const item = { ...emptyItem(label), text: written.text, cites: written.cites }
  return asItems({ columns: [], items: [item], leftOut: given.leftOut }, context.scratch)
}
