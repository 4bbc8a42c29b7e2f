import { z } from 'zod'
import type { AppError } from '../../shared/contract/errors.ts'
import { type Instant, instantSchema } from '../../shared/model/brand.ts'
import { type BudgetLimit, budgetLimitSchema } from '../../shared/model/budget.ts'

/** What an error about a limit says of it. Sizes are micro-units or tokens. */
export type ReachedLimit = {
  readonly budget: string
  readonly scope: 'run' | 'agent' | 'computer'
  readonly period: 'run' | 'day' | 'week' | 'month'
  readonly limit: BudgetLimit
  readonly spent: BudgetLimit
  readonly held: BudgetLimit
  readonly size: number
  readonly spentSize: number
  readonly heldSize: number
  /** Null for the limit of one run, which nothing renews. */
  readonly renewsAt: Instant | null
}

const paramsSchema = z.object({
  budget: z.string(),
  scope: z.enum(['run', 'agent', 'computer']),
  period: z.enum(['run', 'day', 'week', 'month']),
  unit: z.string(),
  limit: z.number().nonnegative(),
  spent: z.number().nonnegative(),
  held: z.number().nonnegative(),
  renewsAt: z.number().nonnegative(),
})

/** Reads which limit an error is about, or null when it is about none. */
export function readReachedLimit({ code, params }: AppError): ReachedLimit | null {
  if (code !== 'budget.reached' && code !== 'budget.nearlyReached') return null
  const parsed = paramsSchema.safeParse(params)
  if (!parsed.success) return null
  const { budget, scope, period, unit, limit, spent, held, renewsAt } = parsed.data
  const sizeOf = (value: number) =>
    budgetLimitSchema.safeParse(
      unit === 'tokens' ? { kind: 'tokens', tokens: value } : { kind: 'money', currency: unit, micros: value },
    ).data
  const [whole, used, aside] = [sizeOf(limit), sizeOf(spent), sizeOf(held)]
  if (whole === undefined || used === undefined || aside === undefined) return null
  return {
    budget,
    scope,
    period,
    limit: whole,
    spent: used,
    held: aside,
    size: limit,
    spentSize: spent,
    heldSize: held,
    renewsAt: renewsAt === 0 ? null : instantSchema.parse(renewsAt),
  }
}
