import type { AgentDraft } from '../../model/agent.ts'
import { fieldsOf, type Step } from '../../steps/step.ts'

/** One thing about an agent that would be another. Numbers are places, from 1: of what is removed before, of everything else after. */
export type PlannedChange =
  | { readonly kind: 'name' }
  | { readonly kind: 'starts' }
  | { readonly kind: 'added' | 'removed' | 'moved'; readonly number: number; readonly step: Step }
  | {
      readonly kind: 'changed'
      readonly number: number
      readonly step: Step
      readonly before: Step
      readonly field: string
    }

type Task = Pick<AgentDraft, 'name' | 'steps' | 'triggers'>

/** What would change, in the order a person reads it. That a step builds on another since one came between is no change of its own. */
export function changesOf(before: Task, after: Task): PlannedChange[] {
  const changes: PlannedChange[] = []
  if (before.name !== after.name) changes.push({ kind: 'name' })
  if (JSON.stringify(before.triggers) !== JSON.stringify(after.triggers)) changes.push({ kind: 'starts' })
  before.steps.forEach((step, index) => {
    if (!after.steps.some(({ id }) => id === step.id)) changes.push({ kind: 'removed', number: index + 1, step })
  })
  const kept = after.steps.filter(({ id }) => before.steps.some((step) => step.id === id))
  const order = before.steps.filter(({ id }) => kept.some((step) => step.id === id))
  after.steps.forEach((step, index) => {
    const number = index + 1
    const was = before.steps.find(({ id }) => id === step.id)
    if (was === undefined) {
      changes.push({ kind: 'added', number, step })
      return
    }
    if (order[kept.indexOf(step)]?.id !== step.id) changes.push({ kind: 'moved', number, step })
    for (const field of changedFields(was, step)) changes.push({ kind: 'changed', number, step, before: was, field })
  })
  return changes
}

function changedFields(before: Step, after: Step): string[] {
  const [old, now] = [before, after].map((step) => new Map<string, unknown>(Object.entries(step)))
  return fieldsOf(after.kind)
    .map(({ name }) => name)
    .filter((name) => JSON.stringify(old?.get(name)) !== JSON.stringify(now?.get(name)))
}
