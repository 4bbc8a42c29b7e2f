import { z } from 'zod'
import { nothingReused, reusedSchema } from './reuse.ts'
import { appErrorSchema } from '../contract/errors.ts'
import {
  agentIdSchema,
  deliverableIdSchema,
  firingIdSchema,
  instantSchema,
  runIdSchema,
  stepIdSchema,
} from './brand.ts'
import { offPeakPlanSchema } from './off-peak.ts'
import { fallbacksSchema, modelChoiceSchema } from './policy.ts'
import { runForecastSchema } from './forecast.ts'
import { permissionSchema } from './permission.ts'
import { modelReferenceSchema } from './provider.ts'
import { stepKindSchema } from '../steps/step.ts'
import { usageTotalsSchema } from './usage.ts'

/** The closed set of states a run moves through. */
export const runStateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('queued') }),
  z.object({ name: z.literal('waiting'), for: z.enum(['approval', 'budget', 'network', 'keyring', 'offPeak']) }),
  z.object({ name: z.literal('running') }),
  z.object({ name: z.literal('stopping') }),
  z.object({ name: z.literal('succeeded'), outcome: z.enum(['complete', 'partial', 'nothingToDo']) }),
  z.object({
    name: z.literal('failed'),
    reason: z.enum(['error', 'refused', 'expired', 'cap', 'quarantined']),
    error: appErrorSchema,
  }),
  z.object({ name: z.literal('stopped') }),
  z.object({ name: z.literal('skipped'), error: appErrorSchema }),
])
export type RunState = z.infer<typeof runStateSchema>
export type RunStateName = RunState['name']

const endedStates: ReadonlySet<RunStateName> = new Set(['succeeded', 'failed', 'stopped', 'skipped'])

/** True once a run can change no more. */
export function hasEnded(state: RunState): boolean {
  return endedStates.has(state.name)
}

export const stepProgressSchema = z.object({
  stepId: stepIdSchema,
  kind: stepKindSchema,
  state: z.enum(['planned', 'running', 'done', 'failed']),
  /** Units finished, in the step's own unit (documents, files). */
  done: z.number().int().nonnegative(),
  /** Null until the step knows how much there is. */
  total: z.number().int().nonnegative().nullable(),
  /** The thing being worked on, such as a file name; null between things. */
  item: z.string().max(500).nullable(),
  /** Where the item is, when it has parts. */
  part: z.object({ index: z.number().int().positive(), of: z.number().int().positive() }).nullable(),
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
})
export type StepProgress = z.infer<typeof stepProgressSchema>

/** Characters of a preview that is kept beside a file that is not text itself. */
export const longestPreview = 4_000_000

export const deliverableSchema = z.object({
  id: deliverableIdSchema,
  runId: runIdSchema,
  stepId: stepIdSchema,
  title: z.string().max(300),
  path: z.string().max(4096),
  format: z.enum(['html', 'md', 'txt', 'docx', 'pdf', 'csv', 'xlsx', 'png', 'ics', 'mail', 'message']),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: instantSchema,
})
export type Deliverable = z.infer<typeof deliverableSchema>

/** Something a run could not use, and why; the rest was still done. */
export const leftOutSchema = z.object({ item: z.string().max(500), error: appErrorSchema })
export type LeftOut = z.infer<typeof leftOutSchema>

/** Calls another model of the owner's list answered, since the one before it could not. */
export const fallbackSchema = z.object({
  from: modelReferenceSchema,
  to: modelReferenceSchema,
  /** How the model before it failed, the last time. */
  error: appErrorSchema,
  calls: z.number().int().positive(),
})
export type Fallback = z.infer<typeof fallbackSchema>

export const runSchema = z.object({
  id: runIdSchema,
  agentId: agentIdSchema,
  /** The agent's name when it ran; agents can be renamed or removed later. */
  agentName: z.string().max(80),
  startedBy: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('hand') }),
    z.object({ kind: z.literal('schedule'), firingId: firingIdSchema, dueAt: instantSchema }),
  ]),
  model: modelReferenceSchema,
  modelLabel: z.string().max(300),
  /** Who may stand in when that model does not answer, in this order. */
  standIns: fallbacksSchema.default([]),
  /** Why it is that model; null for runs from before this was kept. */
  choice: modelChoiceSchema.nullable().default(null),
  state: runStateSchema,
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  /** How long it was at work so far, without the time it waited. */
  workedSeconds: z.number().int().nonnegative().default(0),
  /** How often the run went on after its process or the app went away. */
  resumed: z.number().int().nonnegative(),
  steps: z.array(stepProgressSchema).max(50),
  /** What its agent may do, as it was when the run began; null for runs from before this was kept. */
  allowed: z.array(permissionSchema).max(500).nullable().default(null),
  usage: usageTotalsSchema,
  deliverables: z.array(deliverableSchema).max(1000),
  leftOut: z.array(leftOutSchema).max(500),
  /** Left-out things beyond those listed. */
  leftOutMore: z.number().int().nonnegative(),
  fallbacks: z.array(fallbackSchema).max(100).default([]),
  /** Answers of earlier runs it did not have to ask for again. */
  reused: reusedSchema.default(nothingReused),
  /** What its owner gave it in place of what its agent reads by itself, or said of what it made before; null for a run as usual. */
  given: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('files'), names: z.array(z.string().max(300)).max(50) }),
      z.object({ kind: z.literal('clipboard') }),
      z.object({ kind: z.literal('remark'), text: z.string().max(500) }),
    ])
    .nullable()
    .default(null),
  /** When it begins to save money, where it may wait; null where it may not. */
  offPeak: offPeakPlanSchema.nullable().default(null),
  /** What it was expected to use when it was created; null where nothing was known. */
  forecast: runForecastSchema.nullable().default(null),
  /** How far off that was, in percent of what it used; above zero: too high. Null until it has succeeded and is settled. */
  forecastError: z.number().nullable().default(null),
})
export type Run = z.infer<typeof runSchema>

/** True for a run that was put off to cheaper hours and has not begun. */
export function isPutOff({ state }: Pick<Run, 'state'>): boolean {
  return state.name === 'waiting' && state.for === 'offPeak'
}

/** Who or what brought a change of a run's state about; `unknown` for changes from before this was recorded. */
export const runCauseSchema = z.enum([
  'unknown',
  'startedByHand',
  'startedBySchedule',
  'placeFree',
  'finished',
  'nothingToDo',
  'incomplete',
  'stepFailed',
  'stoppedByOwner',
  'agentRemoved',
  'replaced',
  'processDied',
  'processHung',
  'tooMuchMemory',
  'flooded',
  'timedOut',
  'stepTimedOut',
  'noNetwork',
  'budgetFull',
  'keyringLocked',
  'waitOver',
  'cheaperHours',
  'offPeakOver',
  'asked',
  'approved',
  'refused',
  'expired',
  'appStarted',
  'storageFailed',
])
export type RunCause = z.infer<typeof runCauseSchema>

/** One change of state, for the run's timeline; the same state again means that the run went on with a new process. */
export const runChangeSchema = z.object({
  at: instantSchema,
  state: runStateSchema,
  cause: runCauseSchema.default('unknown'),
})
export type RunChange = z.infer<typeof runChangeSchema>
