import type { AgentDraft } from '../../model/agent.ts'
import { type StepId, stepIdSchema, type Zone } from '../../model/brand.ts'
import { type Doubt, mostPlanned, type Proposal, type WrittenPlan } from '../../model/plan.ts'
import { noStep } from '../../steps/blank-step.ts'
import type { StepField } from '../../steps/definition.ts'
import { fieldsOf, type Step, stepSchema } from '../../steps/step.ts'
import { addStep, nearestSource, sourcesFor } from '../edit-steps.ts'
import { isKind } from './describe-kinds.ts'
import { isOwnerOnly } from './owner-only.ts'
import { plannedTriggers } from './planned-times.ts'

export type PlanSetting = {
  /** What the owner wrote: addresses of pages and people are taken from a plan only where they stand in it. */
  readonly wish: string
  /** The agent as it is edited. */
  readonly draft: AgentDraft
  readonly newId: () => string
  readonly zone: Zone
  /** The wall-clock time now, `2026-11-24T09:30`. */
  readonly startsAt: string
}

type Assembled = Pick<Proposal, 'draft' | 'doubts' | 'unknown' | 'cannot'>

/**
 * The agent a written plan would make of a draft. Every value is checked by the step's own rules; what does not fit is left as it was and
 * doubted. Folders, files, mailboxes, chats, programs and tools are never taken from a plan: kept steps keep theirs, and new ones wait
 * for their owner to pick them.
 */
export function assemblePlan(plan: WrittenPlan, setting: PlanSetting): Assembled {
  const doubts: Doubt[] = []
  const unknown: string[] = []
  /** Ids by their place in the plan; a step that was left out has none. */
  const ids: (StepId | null)[] = []
  const used = new Set<StepId>()
  let task: AgentDraft = { ...setting.draft, steps: [], switchedOff: [] }
  for (const written of plan.steps.slice(0, mostPlanned)) {
    const kept = keptStep(written.keep, setting.draft.steps, used)
    const kind = kept?.kind ?? written.kind
    if (!isKind(kind)) {
      unknown.push((typeof kind === 'string' ? kind : JSON.stringify(kind ?? '')).slice(0, 80))
      ids.push(null)
      continue
    }
    const id = kept?.id ?? stepIdSchema.parse(setting.newId())
    used.add(id)
    ids.push(id)
    const earlier = task.steps
    task =
      kept === null ? addStep(task, earlier.length, kind, id) : { ...task, steps: [...earlier, rooted(kept, earlier)] }
    const filled = filledIn(last(task.steps), written, { ids, earlier, wish: setting.wish, isNew: kept === null })
    task = { ...task, steps: [...task.steps.slice(0, -1), filled.step] }
    doubts.push(...filled.doubtful.map((field) => ({ stepId: id, field })))
  }
  const switchedOff = setting.draft.switchedOff.filter((id) => used.has(id))
  const triggers = plan.when === undefined || plan.when === 'keep' ? null : plannedTriggers(plan.when, setting)
  const name = plan.name?.trim().slice(0, 80) ?? ''
  return {
    draft: {
      ...task,
      switchedOff,
      triggers: triggers ?? setting.draft.triggers,
      name: name === '' ? setting.draft.name : name,
    },
    doubts: [...doubts, ...unsureOf(plan, ids, task.steps)].filter(isFirst),
    unknown,
    cannot: (plan.cannot ?? '').trim().slice(0, 600),
  }
}

function keptStep(keep: unknown, steps: readonly Step[], used: ReadonlySet<StepId>): Step | null {
  const step = typeof keep === 'number' ? steps[keep - 1] : undefined
  return step === undefined || used.has(step.id) ? null : step
}

/** A kept step whose source is gone builds on the nearest it can use. */
function rooted(step: Step, earlier: readonly Step[]): Step {
  if (!('from' in step) || step.from === null || earlier.some(({ id }) => id === step.from)) return step
  return stepSchema.parse({ ...step, from: nearestSource(earlier, step.kind) ?? noStep })
}

type Around = {
  readonly ids: readonly (StepId | null)[]
  readonly earlier: readonly Step[]
  readonly wish: string
  readonly isNew: boolean
}

function filledIn(
  start: Step,
  written: WrittenPlan['steps'][number],
  around: Around,
): { step: Step; doubtful: string[] } {
  let step = start
  const doubtful: string[] = []
  for (const field of fieldsOf(start.kind)) {
    const value = written[field.name]
    if (value === undefined || isOwnerOnly(field)) continue
    const wanted = valueFor(step, field, value, around)
    if (wanted === unusable) {
      doubtful.push(field.name)
      continue
    }
    const next = stepSchema.safeParse({ ...step, [field.name]: wanted })
    if (next.success) step = next.data
    else doubtful.push(field.name)
  }
  // A yes for good is to what the command works on as well.
  const isSame = JSON.stringify(step) === JSON.stringify(start)
  return { step: step.kind === 'runProgram' && !isSame ? { ...step, asks: 'always' } : step, doubtful }
}

const unusable = Symbol('unusable')

/** A value as the step takes it, or `unusable`. */
function valueFor(step: Step, field: StepField, value: unknown, { ids, earlier, wish }: Around): unknown {
  switch (field.control) {
    case 'text':
      if (typeof value !== 'string') return unusable
      if (step.kind === 'sendMail' && field.name === 'to' && !isNamed(value, wish)) return unusable
      return value.slice(0, field.maxLength)
    case 'address':
      return typeof value === 'string' && (value === '' || isNamed(value, wish)) ? value : unusable
    case 'step': {
      if (value === null && field.mayBeNone) return null
      const id = typeof value === 'number' ? (ids[value - 1] ?? null) : null
      const isUsable = sourcesFor(earlier, step.kind, field.name).some((source) => source.id === id)
      return isUsable ? id : unusable
    }
    case 'columns':
    case 'labels':
      return Array.isArray(value) ? value.slice(0, field.most).map(named) : unusable
    default:
      return value
  }
}

/** Models leave out a meaning where there is none to tell, or give a bare name. */
function named(entry: unknown): unknown {
  if (typeof entry === 'string') return { name: entry, type: 'text', meaning: '' }
  return typeof entry === 'object' && entry !== null ? { type: 'text', meaning: '', ...entry } : entry
}

/** People and sites the owner wrote of themselves; a column that names somebody is no name. */
function isNamed(value: string, wish: string): boolean {
  const said = wish.toLowerCase()
  const places = value
    .replace(/\{[^{}]*\}/g, '')
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
  return places.every((place) => {
    const host = URL.parse(place)?.hostname.replace(/^www\./, '') ?? place
    return host !== '' && said.includes(host.toLowerCase())
  })
}

/** Choices the model said it was not sure of: `[2, "labels"]` or `{"step": 2, "field": "labels"}`. */
function unsureOf(plan: WrittenPlan, ids: readonly (StepId | null)[], steps: readonly Step[]): Doubt[] {
  return (plan.unsure ?? []).flatMap((entry): Doubt[] => {
    const [at, field] = Array.isArray(entry) ? entry : pairOf(entry)
    const id = typeof at === 'number' ? (ids[at - 1] ?? null) : null
    const step = steps.find((each) => each.id === id)
    if (id === null || step === undefined || typeof field !== 'string') return []
    return fieldsOf(step.kind).some(({ name }) => name === field) ? [{ stepId: id, field }] : []
  })
}

function pairOf(entry: unknown): [unknown, unknown] {
  const values = new Map<string, unknown>(Object.entries(Object(entry)))
  return [values.get('step'), values.get('field')]
}

function isFirst({ stepId, field }: Doubt, at: number, all: readonly Doubt[]): boolean {
  return all.findIndex((each) => each.stepId === stepId && each.field === field) === at
}

function last(steps: readonly Step[]): Step {
  const step = steps.at(-1)
  if (step === undefined) throw new RangeError('the plan holds no step')
  return step
}
