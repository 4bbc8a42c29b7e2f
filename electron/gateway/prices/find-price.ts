import type { Instant } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import { priceAt } from '../../../shared/rules/price/price-at.ts'
import type { ListedPrices, PriceList } from './price-list.ts'

/** A price the owner gave a model, whatever the book says. */
export type PriceCorrection = { model: string; price: Price }

export type PriceQuery = {
  /** The model as it was asked for. */
  model: string
  /** The model as the response names it; null before the call, or where it names none. */
  responseModel: string | null
  at: Instant
  /** The owner's prices for models of this provider. */
  corrections: readonly PriceCorrection[]
  /** The list the provider bills by; null: none is known. */
  list: PriceList | null
}

export type FoundPrice = {
  price: Price
  by: 'owner' | 'book' | 'local'
  /** The id the price is listed under. */
  id: string
  /** Which of the two names it was found by. */
  named: 'response' | 'request'
  /** `dated`: the name is the id with a date behind it. */
  match: 'id' | 'alias' | 'dated'
  /** False where the name is only probably billed as that id. */
  certain: boolean
}

/**
 * The price of a call. What the owner says wins over the book; then the response's name for the model wins over the request's,
 * since that is what the vendor bills (an alias, an `ep-…` endpoint). Null is a price nobody knows, and never zero.
 */
export function findPrice(query: PriceQuery): FoundPrice | null {
  const names: { name: string; named: FoundPrice['named'] }[] = [{ name: query.model, named: 'request' }]
  if (query.responseModel !== null) names.unshift({ name: query.responseModel, named: 'response' })
  for (const { name, named } of names) {
    const own = query.corrections.filter(({ model }) => sameName(model, name)).map(({ price }) => price)
    const price = priceAt(own, query.at)
    if (price !== null) return { price, by: 'owner', id: name, named, match: 'id', certain: true }
  }
  if (query.list === null) return null
  for (const { name, named } of names) {
    const listed = findListed(query.list, name)
    const price = listed === null ? null : priceAt(listed.prices, query.at)
    if (listed !== null && price !== null) {
      return { price, by: 'book', id: listed.id, named, match: listed.match, certain: listed.certain }
    }
  }
  return null
}

function findListed(
  list: PriceList,
  name: string,
): (Omit<ListedPrices, 'match'> & { match: FoundPrice['match'] }) | null {
  const listed = list.models.get(name.toLowerCase())
  if (listed !== undefined) return listed
  const undated = list.datedIds === 'unknown' ? null : withoutDate(name)
  const found = undated === null ? undefined : list.models.get(undated.toLowerCase())
  if (found === undefined) return null
  return { ...found, match: 'dated', certain: found.certain && list.datedIds === 'same' }
}

/** Whether a response names the model that was asked for, or a dated edition of it. */
export function sameModel(named: string, asked: string): boolean {
  return sameName(named, asked) || sameName(withoutDate(named) ?? named, asked)
}

/** `gpt-5.5` of `gpt-5.5-2026-04-23`, `-20260423` or `-latest`; null where there is no such ending. */
function withoutDate(name: string): string | null {
  const match = /^(.+?)-(?:20\d{2}-(?:0[1-9]|1[0-2])-\d{2}|20\d{2}(?:0[1-9]|1[0-2])\d{2}|latest)$/.exec(name)
  return match?.[1] ?? null
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}
