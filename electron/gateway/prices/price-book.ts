import type { Instant } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import { priceAt } from '../../../shared/rules/price/price-at.ts'
import { loadPriceList, priceListNames } from './load-price-list.ts'

/** Every model of the price book under its own id, with its price at a moment. Rejects when a list that came with the app is damaged. */
export async function priceBook(at: Instant): Promise<{ vendor: string; model: string; price: Price }[]> {
  const lists = await Promise.all(priceListNames.map(loadPriceList))
  return lists.flatMap(({ vendor, models }) =>
    [...models.values()]
      .filter(({ match }) => match === 'id')
      .flatMap(({ id, prices }) => {
        const price = priceAt(prices, at)
        return price === null ? [] : [{ vendor, model: id, price }]
      }),
  )
}

/** Names that vendors surely bill as another model, in lower case, each with the id that is listed. Rejects as `priceBook` does. */
export async function otherNames(): Promise<[name: string, id: string][]> {
  const lists = await Promise.all(priceListNames.map(loadPriceList))
  const names = lists.flatMap(({ models }) =>
    [...models].flatMap(([name, { id, match, certain }]): [string, string][] =>
      match === 'alias' && certain ? [[name, id.toLowerCase()]] : [],
    ),
  )
  return [...new Map(names)]
}
