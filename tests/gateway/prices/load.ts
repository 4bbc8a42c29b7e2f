import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import { noTokens, type TokenCounts } from '../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import { decimalOfPico } from '../../../shared/rules/price/decimal.ts'
import type { CallFacts } from '../../../shared/rules/price/rates.ts'
import { findPrice } from '../../../electron/gateway/prices/find-price.ts'
import { loadPriceList, type PriceListName } from '../../../electron/gateway/prices/load-price-list.ts'

export function at(text: string): Instant {
  return instantSchema.parse(Date.parse(text))
}

/** Noon in Beijing on a working day: off-peak. */
export const noon = at('2026-11-24T12:30:00+08:00')

/** What the bundled price book makes of a call: an exact amount with its currency, `free` or `unknown`; `?` behind what is uncertain. */
export async function bookCost(
  list: PriceListName,
  model: string,
  tokens: Partial<TokenCounts>,
  facts: Partial<CallFacts> = {},
): Promise<string> {
  const call = { ...plainFacts(noon), ...facts }
  const query = { model, responseModel: null, at: call.at, corrections: [], list: await loadPriceList(list) }
  const found = findPrice(query)
  const cost = costOf(found?.price ?? null, { ...noTokens, ...tokens }, call)
  if (cost.status !== 'known') return cost.status
  return `${decimalOfPico(cost.pico)} ${cost.currency}${cost.certain && found?.certain === true ? '' : '?'}`
}
