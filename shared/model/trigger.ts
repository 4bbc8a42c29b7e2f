import { z } from 'zod'
import { triggerIdSchema, zoneSchema } from './brand.ts'
import { calendarSchema, cronSchema, intervalSchema, onceSchema } from './time-trigger.ts'

const everyMinutesSchema = z.number().int().min(1).max(44_640)

/** Files that come or change in a folder; many at once are one firing. */
export const folderTriggerSchema = z.object({
  kind: z.literal('folder'),
  /** Null: not chosen yet. */
  folder: z.string().max(4096).nullable(),
  recursive: z.boolean().default(false),
  /** Names that count, such as `*.pdf`, several separated by spaces; empty: every file. */
  match: z.string().max(300).default(''),
  on: z.enum(['new', 'changed', 'both']).default('new'),
  /** How long nothing must have changed before it fires. */
  settleSeconds: z.number().int().min(1).max(3600).default(10),
})

/** A web page that says something else than before. */
export const pageTriggerSchema = z.object({
  kind: z.literal('page'),
  url: z.string().trim().max(2000),
  everyMinutes: everyMinutesSchema.default(60),
  /** `text`: what a reader sees; `number`: the figure that follows the words in `find`. */
  watch: z.enum(['text', 'number']).default('text'),
  /** Words that stand near what is watched; empty: the whole page. */
  find: z.string().max(200).default(''),
})

export const feedTriggerSchema = z.object({
  kind: z.literal('feed'),
  url: z.string().trim().max(2000),
  everyMinutes: everyMinutesSchema.default(60),
})

export const mailTriggerSchema = z.object({
  kind: z.literal('mail'),
  /** Null: not chosen yet. */
  accountId: z.string().min(1).max(120).nullable(),
  mailbox: z.string().min(1).max(500).default('INBOX'),
  everyMinutes: everyMinutesSchema.default(10),
})

export const appStartTriggerSchema = z.object({ kind: z.literal('appStart') })

/** A request to this PC's own webhook. Its secret is kept where keys are; here is only which hook it is. */
export const webhookTriggerSchema = z.object({ kind: z.literal('webhook'), hookId: z.string().min(1).max(120) })

/** Every day from `from` until `to` on the zone's wall clock, over midnight when `to` is earlier. */
export const quietHoursSchema = z.object({
  from: calendarSchema.shape.times.element,
  to: calendarSchema.shape.times.element,
  /** What becomes of a time that falls into them: it moves to their end (several become one), or it is left out. */
  inside: z.enum(['move', 'leaveOut']).default('move'),
})
export type QuietHours = z.infer<typeof quietHoursSchema>

const common = {
  id: triggerIdSchema,
  zone: zoneSchema,
  quietHours: quietHoursSchema.nullable().default(null),
  /** The last day, in the zone, on which it is due; null: it goes on. */
  endsOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null),
  /** Each time starts up to so many minutes later, by a chance that is the same at every look. */
  randomDelayMinutes: z.number().int().min(0).max(1440).default(0),
}

const anyTriggerSchema = z.discriminatedUnion('kind', [
  onceSchema.extend(common),
  intervalSchema.extend(common),
  calendarSchema.extend(common),
  cronSchema.extend(common),
  folderTriggerSchema.extend(common),
  pageTriggerSchema.extend(common),
  feedTriggerSchema.extend(common),
  mailTriggerSchema.extend(common),
  appStartTriggerSchema.extend(common),
  webhookTriggerSchema.extend(common),
])

/** A calendar trigger as it was stored at first: one time on chosen weekdays. */
type FirstCalendar = { id: string; kind: 'calendar'; weekdays: number[]; time: string; zone: string }

/** What starts a run by itself. Starting by hand needs no trigger. */
export const triggerSchema = z.preprocess(
  (stored: z.input<typeof anyTriggerSchema> | FirstCalendar) => fromFirstCalendar(stored),
  anyTriggerSchema,
)
export type Trigger = z.infer<typeof triggerSchema>
export type TriggerKind = Trigger['kind']

function fromFirstCalendar(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('time' in stored) || !('weekdays' in stored)) return stored
  const { time, weekdays, ...rest } = stored
  return { ...rest, times: [time], days: { kind: 'weekdays', weekdays } }
}

/** Triggers whose moments are known beforehand; the others wait for something to happen. */
export type TimeTrigger = Extract<Trigger, { kind: 'once' | 'interval' | 'calendar' | 'cron' }>

export function isTimeTrigger(trigger: Trigger): trigger is TimeTrigger {
  return ['once', 'interval', 'calendar', 'cron'].includes(trigger.kind)
}
