import type { AgentDraft } from '../model/agent.ts'
import type { StepId } from '../model/brand.ts'
import { blankStep, noStep } from '../steps/blank-step.ts'
import { type Step, type StepKind, stepDefinitions, stepSchema } from '../steps/step.ts'
import { repointed, sourceOf } from './active-steps.ts'
import { columnsOf } from './columns-of.ts'

/** How many steps an agent may have. */
export const mostSteps = 50

type Task = Pick<AgentDraft, 'steps' | 'switchedOff'>

/**
 * Puts a new step at a place and has it build on the nearest earlier step whose result it can use. `words` fills texts of it that are
 * better not empty. Nothing changes when there are as many steps as may be.
 */
export function addStep<Edited extends Task>(
  task: Edited,
  at: number,
  kind: StepKind,
  id: StepId,
  words: Readonly<Record<string, string>> = {},
): Edited {
  if (task.steps.length >= mostSteps) return task
  const from = nearestSource(task.steps.slice(0, at), kind) ?? noStep
  const blank = stepSchema.parse({ ...blankStep(kind, id, from), ...startOf(kind, task.steps, from), ...words })
  return { ...task, steps: task.steps.toSpliced(at, 0, blank) }
}

/** A mail is a reply only where it is made from mails. */
function startOf(kind: StepKind, steps: readonly Step[], from: StepId): Readonly<Record<string, unknown>> {
  if (kind !== 'sendMail') return {}
  const columns = columnsOf(steps, from, new Map()) ?? []
  const isMail = columns.some(({ name }) => name === 'from') && columns.some(({ name }) => name === 'subject')
  return isMail ? {} : { to: '', subject: '' }
}

/** Takes a step out; what built on it builds on what it built on. */
export function removeStep<Edited extends Task>(task: Edited, id: StepId): Edited {
  const gone = task.steps.find((step) => step.id === id)
  if (gone === undefined) return task
  const source = sourceOf(gone) ?? noStep
  const steps = task.steps
    .filter((step) => step !== gone)
    .map((step) => repointed(step, (named) => (named === id ? source : null)))
  return { ...task, steps, switchedOff: task.switchedOff.filter((each) => each !== id) }
}

/** Moves a step to another place. References stay as they are: what no longer fits shows as a problem. */
export function moveStep<Edited extends Task>(task: Edited, id: StepId, to: number): Edited {
  const from = task.steps.findIndex((step) => step.id === id)
  const step = task.steps[from]
  if (step === undefined || to < 0 || to >= task.steps.length || to === from) return task
  return { ...task, steps: task.steps.toSpliced(from, 1).toSpliced(to, 0, step) }
}

/** Puts a copy of a step right after it; it builds on the same step. */
export function duplicateStep<Edited extends Task>(task: Edited, id: StepId, copyId: StepId): Edited {
  const at = task.steps.findIndex((step) => step.id === id)
  const step = task.steps[at]
  if (step === undefined || task.steps.length >= mostSteps) return task
  return { ...task, steps: task.steps.toSpliced(at + 1, 0, stepSchema.parse({ ...step, id: copyId })) }
}

/** Switches a step off, or on again. */
export function switchStep<Edited extends Task>(task: Edited, id: StepId, on: boolean): Edited {
  const others = task.switchedOff.filter((each) => each !== id)
  return { ...task, switchedOff: on ? others : [...others, id] }
}

/** The steps before a place whose result a field of a step may use, in their order. */
export function sourcesFor(earlier: readonly Step[], kind: StepKind, field: string): Step[] {
  return earlier.filter((step) => {
    if (kind === 'otherwise') return step.kind === 'decide'
    if (field === 'chart') return step.kind === 'drawChart'
    if (field === 'attach') return stepDefinitions[step.kind].leaves === 'file'
    return stepDefinitions[step.kind].leaves === 'result'
  })
}

/**
 * The nearest earlier step it can use. A step that puts what was made somewhere is passed over in favour of what it was made from, since
 * a list of files that were moved, or mails that were sent, is rarely what comes next.
 */
export function nearestSource(earlier: readonly Step[], kind: StepKind): StepId | null {
  const usable = sourcesFor(earlier, kind, 'from')
  const passing = usable.findLast((step) => !['make', 'tell'].includes(stepDefinitions[step.kind].group))
  return (passing ?? usable.at(-1))?.id ?? null
}
