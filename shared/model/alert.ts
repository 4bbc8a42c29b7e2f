import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { agentIdSchema, approvalIdSchema, instantSchema, runIdSchema } from './brand.ts'
import { budgetLimitSchema } from './budget.ts'
import { moneySchema } from './money.ts'
import { plannedActKindSchema } from './planned-act.ts'
import { timeOfDaySchema } from './time-trigger.ts'

/** What the owner may be told of, window or not. */
export const alertKinds = [
  'approval',
  'standing',
  'told',
  'budget',
  'unusualSpend',
  'nothingRan',
  'backup',
  'digest',
  'networkDrive',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** Why a run cost more than its agent's runs do: the part that grew most. */
export const spendReasonSchema = z.enum(['model', 'price', 'read', 'written', 'calls'])
export type SpendReason = z.infer<typeof spendReasonSchema>

const agentFields = { agentId: agentIdSchema, agentName: z.string().max(80) }

export const alertAboutSchema = z.discriminatedUnion('kind', [
  /** A run waits for a yes; nothing of what it asks is in here, so that it may go to a chat. */
  z.object({
    kind: z.literal('approval'),
    ...agentFields,
    runId: runIdSchema,
    approvalId: approvalIdSchema,
    act: plannedActKindSchema.nullable(),
  }),
  /** An agent starts by itself no more. */
  z.object({
    kind: z.literal('standing'),
    ...agentFields,
    standing: z.enum(['paused', 'quarantined']),
    failures: z.number().int().nonnegative(),
  }),
  /** An agent says something, as one of its steps does; its words are for the computer's own screen. */
  z.object({
    kind: z.literal('told'),
    agentName: agentFields.agentName,
    runId: runIdSchema,
    text: z.string().max(1000),
  }),
  z.object({
    kind: z.literal('budget'),
    /** Null: a cap for the whole computer. */
    agentId: agentIdSchema.nullable(),
    agentName: agentFields.agentName.nullable(),
    period: z.enum(['day', 'week', 'month']),
    limit: budgetLimitSchema,
    /** Of the limit, 0 to 100. */
    percent: z.number().int().min(0).max(100),
  }),
  z.object({
    kind: z.literal('unusualSpend'),
    ...agentFields,
    runId: runIdSchema,
    /** What the run came to when it was noticed; it may still be at work. */
    cost: moneySchema,
    /** The middle one of the costs of its newest runs. */
    usual: moneySchema,
    reason: spendReasonSchema,
  }),
  z.object({ kind: z.literal('nothingRan'), day: z.iso.date(), due: z.number().int().positive() }),
  /** The app's own data lies on another computer's drive. */
  z.object({ kind: z.literal('networkDrive') }),
  /** A backup by itself was due and was not made. */
  z.object({ kind: z.literal('backup'), error: appErrorSchema.pick({ code: true, params: true }) }),
  /** The page of a week is there; `from` is its Monday. */
  z.object({
    kind: z.literal('digest'),
    from: z.iso.date(),
    runs: z.number().int().positive(),
    deliverables: z.number().int().nonnegative(),
    /** What it was worth as far as the owner has confirmed it; null where no hourly rate is set. */
    worth: moneySchema.nullable(),
    spent: z.array(moneySchema).max(50),
  }),
])
export type AlertAbout = z.infer<typeof alertAboutSchema>

export const alertSchema = z.object({
  /** Says what it is about, so that nothing is told twice. */
  id: z.string().min(1).max(300),
  at: instantSchema,
  about: alertAboutSchema,
  /** False while it waits for the end of the quiet hours. */
  told: z.boolean(),
  /** The owner has put it away, or it has settled itself. */
  seen: z.boolean(),
})
export type Alert = z.infer<typeof alertSchema>

export const alertSettingsSchema = z.strictObject({
  /** What the owner does not want to be told. */
  off: z.array(z.enum(alertKinds)).max(alertKinds.length).default([]),
  /** Nothing is told between these times of the computer's clock; it is told together when they are over. Null: at any hour. */
  quiet: z.object({ from: timeOfDaySchema, to: timeOfDaySchema }).nullable().default({ from: '22:00', to: '07:00' }),
  /** Chat robots that are told as well. */
  robots: z.array(z.string().min(1).max(120)).max(30).default([]),
  /** Mail accounts whose own address is written to as well. */
  mailAccounts: z.array(z.string().min(1).max(120)).max(30).default([]),
})
export type AlertSettings = z.infer<typeof alertSettingsSchema>
