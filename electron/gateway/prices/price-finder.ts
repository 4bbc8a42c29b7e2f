import type { DialectName } from '../../../shared/model/provider.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { findPrice, type FoundPrice, type PriceQuery } from './find-price.ts'
import { isPassedOn } from '../../../shared/rules/facts/passed-on.ts'
import { listFor, pricingOf } from './list-of-provider.ts'
import { loadPriceList } from './load-price-list.ts'

/** Answers what a provider's models cost, without waiting. */
export type PriceFinder = {
  find(query: Omit<PriceQuery, 'list'>): FoundPrice | null
}

/**
 * Reads what is needed to price a provider's calls. `currency` is that of the account, where the vendor has a list for each
 * (DeepSeek): while it is null such a provider's prices are unknown. Rejects when a list that came with the app is damaged.
 */
export async function createPriceFinder(provider: {
  dialect: DialectName
  baseUrl: string | null
  currency: string | null
}): Promise<PriceFinder> {
  const pricing = pricingOf(provider)
  const name = listFor(pricing, provider.currency)
  const list = name === null ? null : await loadPriceList(name)
  const findKnown = (query: Omit<PriceQuery, 'list'>): FoundPrice | null => findPrice({ ...query, list })
  if (pricing.kind !== 'local') return { find: findKnown }
  return {
    find(query) {
      const own = findKnown(query)
      const isOurs = !isPassedOn(query.model) && !isPassedOn(query.responseModel ?? '')
      return own ?? (isOurs ? { ...localFind, id: query.model } : null)
    },
  }
}

/** A model on the owner's own hardware: no vendor charges for it; electricity is not counted. */
export const localPrice: Price = priceSchema.parse({ kind: 'free', validFrom: 0, source: 'runs on your own hardware' })

const localFind = { price: localPrice, by: 'local', named: 'request', match: 'id', certain: true } as const
