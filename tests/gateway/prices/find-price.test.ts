import { beforeAll, describe, expect, it } from 'vitest'
import { findPrice, type PriceCorrection, type PriceQuery } from '../../../electron/gateway/prices/find-price.ts'
import { loadPriceList } from '../../../electron/gateway/prices/load-price-list.ts'
import type { PriceList } from '../../../electron/gateway/prices/price-list.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { at, noon } from './load.ts'

let openai: PriceList
let ark: PriceList
beforeAll(async () => {
  openai = await loadPriceList('openai.usd')
  ark = await loadPriceList('volcengine.cny')
})

const find = (query: Partial<PriceQuery> & { model: string }) =>
  findPrice({ responseModel: null, at: noon, corrections: [], list: openai, ...query })

function correction(model: string, validFrom = '2026-11-01T00:00:00Z'): PriceCorrection {
  const rates = { input: 7, output: 7, cachedRead: null, cacheWrite: null, reasoning: null }
  const price = { kind: 'rates', currency: 'USD', rates, validFrom: at(validFrom), source: 'owner' }
  return { model, price: priceSchema.parse(price) }
}

describe('finding a price', () => {
  it('goes by the model that answered, then by the model that was asked', () => {
    expect(find({ model: 'gpt-5.5', responseModel: 'gpt-6-sol' })).toMatchObject({ id: 'gpt-6-sol', named: 'response' })
    expect(find({ model: 'gpt-5.5', responseModel: 'gpt-9' })).toMatchObject({ id: 'gpt-5.5', named: 'request' })
    expect(find({ list: ark, model: 'ep-20260915-x', responseModel: 'doubao-seed-2-1-pro-260628' })).toMatchObject({
      id: 'doubao-seed-2-1-pro-260628',
      named: 'response',
    })
  })

  it('knows aliases, dated ids and other cases of letters, and says which it was', () => {
    expect(find({ model: 'gpt-5.6' })).toMatchObject({ id: 'gpt-5.6-sol', match: 'alias', certain: true })
    expect(find({ model: 'gpt-5.5-2026-04-23' })).toMatchObject({ id: 'gpt-5.5', match: 'dated', certain: true })
    expect(find({ model: 'gpt-5.5-20260423' })).toMatchObject({ id: 'gpt-5.5', match: 'dated' })
    expect(find({ model: 'GPT-6-Sol' })).toMatchObject({ id: 'gpt-6-sol', match: 'id' })
    // An id with a date of its own keeps its own price.
    expect(find({ model: 'gpt-4o-2024-05-13' })).toMatchObject({ id: 'gpt-4o-2024-05-13', match: 'id' })
  })

  it.each(['ep-20260915-abcde', 'gpt-5.5-turbo-ultra', 'gpt-5.5-2026-13-01', 'gpt', '', '-2026-04-23', '__proto__'])(
    'gives nothing for "%s"',
    (model) => {
      expect(find({ model })).toBeNull()
    },
  )

  it('gives nothing before the first price began, or without a list', () => {
    expect(find({ model: 'gpt-6-sol', at: at('2026-09-21T23:59:59.999Z') })).toBeNull()
    expect(find({ model: 'gpt-6-sol', at: at('2026-09-22T00:00:00Z') })).not.toBeNull()
    expect(find({ model: 'gpt-6-sol', list: null })).toBeNull()
  })

  it('lets the owner win over the book, by either name', () => {
    const corrections = [correction('gpt-6-sol')]
    expect(find({ model: 'gpt-6-sol', corrections })).toMatchObject({ by: 'owner', price: { rates: { input: 7 } } })
    expect(find({ model: 'gpt-6-sol', responseModel: 'gpt-6-luna', corrections })?.by).toBe('owner')
    expect(find({ model: 'x', responseModel: 'gpt-6-sol', corrections })?.by).toBe('owner')
    expect(find({ model: 'mine', list: null, corrections: [correction('mine')] })?.by).toBe('owner')
  })

  it('uses a correction from when it was made on; before, the book holds', () => {
    const corrections = [correction('gpt-6-sol', '2026-11-24T04:30:00Z')]
    expect(find({ model: 'gpt-6-sol', corrections, at: at('2026-11-24T04:29:59.999Z') })?.by).toBe('book')
    expect(find({ model: 'gpt-6-sol', corrections, at: at('2026-11-24T04:30:00Z') })?.by).toBe('owner')
  })
})
