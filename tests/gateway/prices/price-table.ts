import { describe, expect, it } from 'vitest'
import { dialectOf } from '../../../electron/gateway/providers/dialects.ts'
import type { PriceListName } from '../../../electron/gateway/prices/load-price-list.ts'
import { normaliseUsage } from '../../../electron/gateway/usage/normalise-usage.ts'
import type { RawUsage } from '../../../electron/gateway/wire/chat.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import type { CallFacts } from '../../../shared/rules/price/rates.ts'
import { bookCost } from './load.ts'

type Case = {
  about: string
  model: string
  usage: RawUsage
  facts?: Partial<CallFacts>
  /** By hand: tokens x price per million, in micro-units. */
  cost: string
}

/** A table of usage bodies as a vendor sends them, and what the bundled price book makes of each. */
export function priceTable(dialect: ServiceDialect, list: PriceListName, cases: Case[]): void {
  describe(`${dialect}, ${list}`, () => {
    it.each(cases)('$model: $about', async ({ model, usage, facts, cost }) => {
      const rules = dialectOf(dialect, dialectFacts[dialect].regions[0]?.baseUrl ?? 'http://127.0.0.1:1/v1').usage
      const read = normaliseUsage(usage, { input: 0, output: 0, reasoning: 0 }, rules)
      expect(read.estimated).toBe(false)
      expect(await bookCost(list, model, read.tokens, facts)).toBe(cost)
    })
  })
}

/** A usage body whose half of the output is reasoning. */
export const usageOf = (prompt: number, cached: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  prompt_tokens_details: { cached_tokens: cached },
  completion_tokens_details: { reasoning_tokens: Math.floor(completion / 2) },
})
