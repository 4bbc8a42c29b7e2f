import type { Instant } from '../model/brand.ts'
import type { Price } from '../model/price.ts'
import type { AnswerTokens, Reused } from '../model/reuse.ts'
import { noTokens } from '../model/usage.ts'
import { costOf, plainFacts } from './price/cost.ts'

/** Counts one more answer that was not asked for again, with what asking would have cost now, in whole micro-units. */
export function addReused(known: Reused, tokens: AnswerTokens | null, price: Price | null, at: Instant): Reused {
  const answers = known.answers + 1
  const cost =
    tokens === null
      ? ({ status: 'unknown' } as const)
      : costOf(price, { ...noTokens, input: tokens.input, output: tokens.output }, plainFacts(at))
  if (cost.status === 'free') return { ...known, answers }
  if (cost.status === 'unknown') return { ...known, answers, unpriced: known.unpriced + 1 }
  const { currency } = cost
  const micros = Number(cost.pico / 1_000_000n)
  const before = known.saved.find((each) => each.currency === currency)?.micros ?? 0
  const others = known.saved.filter((each) => each.currency !== currency)
  return { ...known, answers, saved: [...others, { currency, micros: before + micros }] }
}
