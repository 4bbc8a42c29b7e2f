import type { AgentDraft } from '../model/agent.ts'
import { type StepId, stepIdSchema } from '../model/brand.ts'
import { fieldsOf, type Step, stepSchema } from '../steps/step.ts'

/**
 * The steps a run does: those that are not switched off. What builds on a step that is off builds on what that step was given, as if
 * the step had let it pass; where it was given nothing, the reference stays and is a problem to be mended.
 */
export function activeSteps({ steps, switchedOff }: Pick<AgentDraft, 'steps' | 'switchedOff'>): Step[] {
  if (switchedOff.length === 0) return steps
  const off = new Set(switchedOff)
  const given = new Map(steps.flatMap((step) => (off.has(step.id) ? [[step.id, sourceOf(step)] as const] : [])))
  return steps.filter(({ id }) => !off.has(id)).map((step) => repointed(step, (id) => passedOn(id, given)))
}

/** The earlier step a step builds on; null for one that builds on none. */
export function sourceOf(step: Step): StepId | null {
  return 'from' in step ? step.from : null
}

/** Every field of a step that names an earlier step, and the step it names. */
export function pointersOf(step: Step): { field: string; stepId: StepId }[] {
  const values = new Map(Object.entries(step))
  const named = fieldsOf(step.kind).flatMap((field) => (field.control === 'step' ? [field.name] : []))
  return [...new Set(['from', ...named])].flatMap((field) => {
    const value = values.get(field)
    return typeof value === 'string' ? [{ field, stepId: stepIdSchema.parse(value) }] : []
  })
}

/** The step with every earlier step it names put through `change`; null leaves the reference as it was. */
export function repointed(step: Step, change: (stepId: StepId) => StepId | null): Step {
  const changes = pointersOf(step).flatMap(({ field, stepId }) => {
    const next = change(stepId)
    return next === null || next === stepId ? [] : [[field, next] as const]
  })
  return changes.length === 0 ? step : stepSchema.parse({ ...step, ...Object.fromEntries(changes) })
}

function passedOn(id: StepId, given: ReadonlyMap<StepId, StepId | null>): StepId | null {
  let found: StepId | null = id
  // A circle cannot be followed for ever.
  for (let turn = 0; found !== null && given.has(found) && turn <= given.size; turn += 1)
    found = given.get(found) ?? null
  return found
}
