import type { ListedPrice } from '../../../shared/contract/commands.ts'
import type { Instant, ModelName } from '../../../shared/model/brand.ts'
import type { DialectName } from '../../../shared/model/provider.ts'
import { createPriceFinder } from './price-finder.ts'

/** The currencies there are lists in. */
const listCurrencies = ['CNY', 'USD'] as const

/**
 * What the price book says of models of a service, as of a moment. A vendor with a list in each currency gives a price in each:
 * which of them the owner's account is billed by, only the owner knows. Rejects when a list that came with the app is damaged.
 */
export async function listedPrices(
  service: { dialect: DialectName; baseUrl: string },
  models: readonly ModelName[],
  at: Instant,
): Promise<ListedPrice[]> {
  const finders = await Promise.all(listCurrencies.map((currency) => createPriceFinder({ ...service, currency })))
  return models.flatMap((model) => {
    const found = finders.flatMap((finder) => finder.find({ model, responseModel: null, at, corrections: [] }) ?? [])
    const distinct = found.filter(({ price }, index) => found.findIndex((each) => each.price === price) === index)
    return distinct.map(({ price, certain }) => ({ model, price, certain }))
  })
}
