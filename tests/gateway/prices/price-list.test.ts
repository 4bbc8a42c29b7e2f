import { describe, expect, it } from 'vitest'
import { loadPriceList, priceListNames } from '../../../electron/gateway/prices/load-price-list.ts'
import { readPriceList } from '../../../electron/gateway/prices/price-list.ts'

const good = {
  vendor: 'vendor',
  currency: 'USD',
  asOf: '2026-11-24',
  builtFrom: [],
  sources: { page: { name: 'A page', addresses: ['https://example.org/'], seenOn: '2026-11-24', verified: true } },
  datedIds: 'same',
  models: [model('one', {})],
}

function model(id: string, changes: object) {
  const rates = { input: '0.28', output: '1.1' }
  return { id, prices: [{ validFrom: '2026-09-01T00:00:00Z', source: 'page', rates, ...changes }] }
}

describe('the bundled price book', () => {
  it.each(priceListNames)('%s can be read, is in one currency, and says where each price is from', async (name) => {
    const list = await loadPriceList(name)
    expect(name).toBe(`${list.vendor}.${list.currency.toLowerCase()}`)
    expect(list.models.size).toBeGreaterThan(0)
    for (const { id, prices } of list.models.values()) {
      for (const price of prices) {
        expect(price.kind === 'free' || price.currency === list.currency, id).toBe(true)
        expect(price.evidence?.addresses.length, id).toBeGreaterThan(0)
        expect(price.source, id).not.toBe('')
      }
    }
  })

  it('is read once', () => {
    expect(loadPriceList('openai.usd')).toBe(loadPriceList('openai.usd'))
  })

  it('has no price of zero that is not said to be free', async () => {
    for (const name of priceListNames) {
      for (const { id, prices } of (await loadPriceList(name)).models.values()) {
        const zeros = prices.filter(
          (price) => price.kind === 'rates' && Math.min(price.rates.input, price.rates.output) === 0,
        )
        expect(zeros, `${name} ${id}`).toEqual([])
      }
    }
  })
})

describe('a price list file', () => {
  it('becomes prices with their origin', () => {
    const listed = readPriceList(good).models.get('one')
    expect(listed).toMatchObject({ id: 'one', match: 'id', certain: true })
    expect(listed?.prices[0]).toMatchObject({
      currency: 'USD',
      rates: { input: 280_000, output: 1_100_000, cachedRead: null, perRequest: 0 },
      source: 'A page',
      evidence: { verified: true, seenOn: '2026-11-24' },
    })
  })

  it.each([
    ['a negative rate', [model('one', { rates: { input: '-1', output: '1' } })]],
    ['a rate that is a number', [model('one', { rates: { input: 1, output: '1' } })]],
    ['a rate too fine', [model('one', { rates: { input: '0.0000001', output: '1' } })]],
    ['a missing rate', [model('one', { rates: { input: '1' } })]],
    ['a name it does not know', [model('one', { rates: { input: '1', output: '1', cached: '1' } })]],
    ['an unknown source', [model('one', { source: 'nowhere' })]],
    ['a beginning without an offset', [model('one', { validFrom: '2026-09-01T00:00:00' })]],
    ['a model twice', [model('one', {}), model('One', {})]],
    ['an alias that is a model', [model('one', {}), { ...model('two', {}), aliases: ['one'] }]],
    [
      'two prices that begin together',
      [{ id: 'one', prices: [...model('one', {}).prices, ...model('one', {}).prices] }],
    ],
  ])('with %s is refused', (_, models) => {
    expect(() => readPriceList({ ...good, models })).toThrow()
  })
})
