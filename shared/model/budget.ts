import { z } from 'zod'
import { agentIdSchema, instantSchema, runIdSchema } from './brand.ts'
import { currencySchema, moneySchema } from './money.ts'
import { exchangeRateSchema } from '../rules/price/convert.ts'

/** A hard cap is money of one currency, or tokens of every kind together, read and written. Zero allows nothing that costs. */
export const budgetLimitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), currency: currencySchema, micros: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('tokens'), tokens: z.number().int().nonnegative() }),
])
export type BudgetLimit = z.infer<typeof budgetLimitSchema>

const budgetFields = {
  id: z.string().min(1).max(80),
  limit: budgetLimitSchema,
  /** Percent of the limit from which on the owner is warned. */
  warnAt: z.number().int().min(1).max(100).default(80),
  /** What a run does when its next call does not fit: it ends with what it has, or it waits for room. */
  whenReached: z.enum(['stop', 'wait']).default('stop'),
}

/** Days, weeks (from Monday) and months are those of the PC's zone. */
const calendarPeriodSchema = z.enum(['day', 'week', 'month'])
export type CalendarPeriod = z.infer<typeof calendarPeriodSchema>

const runBudgetSchema = z.object({ ...budgetFields, scope: z.literal('run'), period: z.literal('run') })
const ofAgentSchema = z.object({ ...budgetFields, scope: z.literal('agent'), period: calendarPeriodSchema })
const ofComputerSchema = z.object({ ...budgetFields, scope: z.literal('computer'), period: calendarPeriodSchema })

/** What an agent carries: caps for each of its runs, and for all of them together in a period. */
export const agentBudgetsSchema = z.array(z.discriminatedUnion('scope', [runBudgetSchema, ofAgentSchema])).max(12)
/** What the settings carry: caps for everything this computer does in a period. */
export const computerBudgetsSchema = z.array(ofComputerSchema).max(12)

export type Budget = z.infer<typeof agentBudgetsSchema>[number] | z.infer<typeof computerBudgetsSchema>[number]

/** Every cap there is, and the rates at which other currencies enter them; what main hands to the gateway. */
export const spendingRulesSchema = z.object({
  computer: computerBudgetsSchema,
  agents: z.array(z.object({ agentId: agentIdSchema, budgets: agentBudgetsSchema })),
  exchangeRates: z.array(exchangeRateSchema),
})
export type SpendingRules = z.infer<typeof spendingRulesSchema>

export const noSpendingRules: SpendingRules = { computer: [], agents: [], exchangeRates: [] }

/** How much of a cap is used in the period that runs now; amounts in the unit of its limit. */
export const budgetUseSchema = z.object({
  budget: z.string(),
  limit: budgetLimitSchema,
  period: calendarPeriodSchema,
  /** Null where money of another currency counts and no rate leads from it to the cap's. */
  used: z
    .object({
      spent: budgetLimitSchema,
      /** Set aside for calls under way and for calls whose charge is not known. */
      held: budgetLimitSchema,
      /** 0 to 1, of the limit. */
      spentShare: z.number().min(0).max(1),
      heldShare: z.number().min(0).max(1),
      /** Calls whose price is unknown: their money is not in it. */
      unpricedCalls: z.number().int().nonnegative(),
    })
    .nullable(),
  missingRate: z.object({ from: z.string(), to: z.string() }).nullable(),
  renewsAt: instantSchema,
})
export type BudgetUse = z.infer<typeof budgetUseSchema>

/** What stays set aside for a call that broke off, since nobody knows what the vendor charged for it. */
export const heldCallSchema = z.object({
  /** The call's number in the books. */
  call: z.number().int().positive(),
  runId: runIdSchema,
  agentId: agentIdSchema,
  /** The day it is recorded on, `YYYY-MM-DD`. */
  day: z.string(),
  tokens: z.number().int().nonnegative(),
  /** Null where it is free, or its price is unknown. */
  money: moneySchema.nullable(),
})
export type HeldCall = z.infer<typeof heldCallSchema>
