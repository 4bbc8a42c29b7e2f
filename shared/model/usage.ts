import { z } from 'zod'
import { currencySchema } from './money.ts'

const count = z.number().int().nonnegative()

/**
 * Tokens of one model call by how they are priced; the kinds never overlap: `input` is text that was neither read from nor
 * written to a cache and no image or sound, `output` holds no reasoning and no sound.
 */
export const tokenKinds = [
  'input',
  'cachedRead',
  'cacheWrite',
  'imageInput',
  'audioInput',
  'output',
  'reasoning',
  'audioOutput',
] as const
export type TokenKind = (typeof tokenKinds)[number]
export const tokenCountsSchema = z.record(z.enum(tokenKinds), count)
export type TokenCounts = z.infer<typeof tokenCountsSchema>

export const noTokens: TokenCounts = tokensOf(() => 0)

/** Adds two counts kind by kind. */
export function addTokens(left: TokenCounts, right: TokenCounts): TokenCounts {
  return tokensOf((kind) => left[kind] + right[kind])
}

/** All tokens of all kinds. */
export function totalTokens(tokens: TokenCounts): number {
  return tokenKinds.reduce((sum, kind) => sum + tokens[kind], 0)
}

/** What went in, and what came out. */
export function directionOf(kind: TokenKind): 'read' | 'written' {
  switch (kind) {
    case 'input':
    case 'cachedRead':
    case 'cacheWrite':
    case 'imageInput':
    case 'audioInput':
      return 'read'
    case 'output':
    case 'reasoning':
    case 'audioOutput':
      return 'written'
  }
}

function tokensOf(countOf: (kind: TokenKind) => number): TokenCounts {
  return {
    input: countOf('input'),
    cachedRead: countOf('cachedRead'),
    cacheWrite: countOf('cacheWrite'),
    imageInput: countOf('imageInput'),
    audioInput: countOf('audioInput'),
    output: countOf('output'),
    reasoning: countOf('reasoning'),
    audioOutput: countOf('audioOutput'),
  }
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
