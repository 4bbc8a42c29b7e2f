import { z } from 'zod'
import { currencySchema } from './money.ts'

const count = z.number().int().nonnegative()

/**
 * Tokens of one model call by how they are priced; the kinds never overlap:
 * `input` was neither read from nor written to a cache, `output` holds no reasoning.
 */
export const tokenCountsSchema = z.object({
  input: count,
  cachedRead: count,
  cacheWrite: count,
  output: count,
  reasoning: count,
})
export type TokenCounts = z.infer<typeof tokenCountsSchema>

export const noTokens: TokenCounts = { input: 0, cachedRead: 0, cacheWrite: 0, output: 0, reasoning: 0 }

/** Adds two counts kind by kind. */
export function addTokens(left: TokenCounts, right: TokenCounts): TokenCounts {
  return {
    input: left.input + right.input,
    cachedRead: left.cachedRead + right.cachedRead,
    cacheWrite: left.cacheWrite + right.cacheWrite,
    output: left.output + right.output,
    reasoning: left.reasoning + right.reasoning,
  }
}

/** All tokens of all kinds. */
export function totalTokens(tokens: TokenCounts): number {
  return tokens.input + tokens.cachedRead + tokens.cacheWrite + tokens.output + tokens.reasoning
}

/** What was spent in one currency; `estimatedMicros` is the part of it that no vendor has confirmed yet. */
export const spentSchema = z.object({
  currency: currencySchema,
  micros: z.number().int(),
  estimatedMicros: z.number().int(),
})
export type Spent = z.infer<typeof spentSchema>

/** Everything one run (or one day) used. Currencies are never added together. */
export const usageTotalsSchema = z.object({
  calls: count,
  tokens: tokenCountsSchema,
  /** Tokens no vendor has reported yet, counted by us while they stream or after a cut. */
  estimatedTokens: count,
  spent: z.array(spentSchema),
  /** Calls of a model that is free as a fact, with a source. */
  freeCalls: count,
  /** Calls of a model without a known price: their money is unknown, not zero. */
  unpricedCalls: count,
})
export type UsageTotals = z.infer<typeof usageTotalsSchema>

export const noUsage: UsageTotals = {
  calls: 0,
  tokens: noTokens,
  estimatedTokens: 0,
  spent: [],
  freeCalls: 0,
  unpricedCalls: 0,
}
