import { describe, expect, it } from 'vitest'
import { priceOf } from '../../electron/dev/port/operations/price-of.ts'
import { askPort } from './ask-port.ts'

const price = (changes: object = {}) => ({
  currency: 'USD',
  validFrom: '2026-09-01T00:00:00Z',
  rates: { input: '0.28', output: '1.1', cachedRead: '0.028' },
  ...changes,
})
const instant = '2026-11-24T12:30:00+08:00'
const usage = { input: 1_000, cachedRead: 500, output: 100 }
const ask = (args: object) => askPort('price.of', { prices: price(), usage, instant, ...args })
const amountOf = async (args: object) => (await ask(args)).ok

describe('price.of', () => {
  it('answers its own example', async () => {
    expect(await askPort('price.of', priceOf.example.args)).toEqual({ id: 1, ok: priceOf.example.ok })
  })

  it('takes one record or several, and uses the one that holds', async () => {
    expect(await amountOf({})).toMatchObject({ status: 'known', amount: '0.000404' })
    const dearer = price({ validFrom: '2026-11-24T04:30:00Z', rates: { input: '1', output: '1' } })
    const prices = [dearer, price()]
    expect(await amountOf({ prices, instant: '2026-11-24T04:29:59.999Z' })).toMatchObject({ amount: '0.000404' })
    expect(await amountOf({ prices, instant: '2026-11-24T04:30:00Z' })).toMatchObject({
      amount: '0.0016',
      certain: false,
      doubts: ['cachedRead'],
      price: { validFrom: '2026-11-24T04:30:00.000Z' },
    })
    expect(await amountOf({ prices, instant: Date.parse('2026-11-24T04:29:59Z') })).toMatchObject({
      amount: '0.000404',
    })
  })

  it('takes rates as the app stores them as well', async () => {
    const stored = { input: 280_000, output: 1_100_000, cachedRead: 28_000, cacheWrite: null }
    expect(await amountOf({ prices: price({ kind: 'rates', rates: stored }) })).toMatchObject({ amount: '0.000404' })
  })

  it('tells free from unknown, and neither from zero', async () => {
    const free = { kind: 'free', validFrom: '2026-09-01T00:00:00Z', source: 'runs here' }
    expect(await amountOf({ prices: free })).toMatchObject({
      status: 'free',
      amount: '0',
      currency: null,
      certain: true,
    })
    const unknown = { status: 'unknown', amount: null, currency: null, certain: false, price: null }
    expect(await amountOf({ prices: null })).toMatchObject(unknown)
    expect(await amountOf({ prices: [] })).toMatchObject(unknown)
    expect(await amountOf({ instant: '2026-08-31T23:59:59Z' })).toMatchObject(unknown)
    const nothing = { input: '0', output: '0' }
    expect(await amountOf({ prices: price({ rates: nothing }) })).toMatchObject({ status: 'known', amount: '0' })
  })

  it('reads a vendor’s own usage', async () => {
    const raw = {
      prompt_tokens: 1_500,
      completion_tokens: 100,
      prompt_cache_hit_tokens: 500,
      prompt_cache_miss_tokens: 1_000,
    }
    expect(await amountOf({ usage: { raw, dialect: 'deepseek' } })).toMatchObject({ amount: '0.000404', doubts: [] })
    const broken = { prompt_tokens: 100, completion_tokens: -5 }
    expect(await amountOf({ usage: { raw: broken } })).toMatchObject({ certain: false, doubts: ['usage'] })
  })

  it('looks prices up in the book', async () => {
    const book = { list: 'deepseek.cny', model: 'deepseek-v4-flash' }
    const at = (hour: string) => ({ prices: undefined, book, instant: `2026-11-24T${hour}:00+08:00` })
    expect(await amountOf(at('13:59'))).toMatchObject({
      amount: '0.00141',
      variant: null,
      price: { id: 'deepseek-flash' },
    })
    expect(await amountOf(at('14:00'))).toMatchObject({ amount: '0.00282', variant: { name: 'peak', timed: true } })
    expect(await amountOf({ prices: undefined, book: { ...book, model: 'ep-1' } })).toMatchObject({ status: 'unknown' })
    const named = { ...book, model: 'ep-1', responseModel: 'deepseek-flash' }
    expect(await amountOf({ prices: undefined, book: named })).toMatchObject({ status: 'known', certain: true })
  })

  it('gives the range of a call that crossed a boundary', async () => {
    const book = { list: 'deepseek.cny', model: 'deepseek-flash' }
    const args = { prices: undefined, book, instant: '2026-11-24T13:59:30+08:00' }
    expect(await amountOf({ ...args, facts: { endedAt: '2026-11-24T14:00:30+08:00' } })).toMatchObject({
      amount: '0.00141',
      range: { low: '0.00141', high: '0.00282' },
    })
    expect(await amountOf(args)).toMatchObject({ range: null })
  })

  it('takes the tier, thinking and caches into account', async () => {
    const variants = [
      { name: 'flex', when: { serviceTier: 'flex' }, rates: { input: '0.14', output: '0.55', cachedRead: '0.014' } },
    ]
    const prices = price({ variants })
    expect(await amountOf({ prices, facts: { serviceTier: 'flex' } })).toMatchObject({
      amount: '0.000202',
      variant: { index: 0, name: 'flex', timed: false },
    })
    expect(await amountOf({ prices, facts: { serviceTier: 'priority' } })).toMatchObject({ doubts: ['serviceTier'] })
  })

  it.each([
    ['a negative rate', { input: '-0.28', output: '1' }, 'a decimal from 0 to 1,000,000', 'rates.input'],
    ['a float', { input: 0.28, output: '1' }, 'expected', 'rates.input'],
    ['a missing rate', { input: '1' }, 'Invalid input', 'rates.output'],
    ['a kind nobody knows', { input: '1', output: '1', cached: '1' }, '"cached"', 'rates'],
  ])('says what is wrong with %s, and where', async (_, rates, what, where) => {
    const single = (await ask({ prices: price({ rates }) })).error?.detail
    expect(single).toContain(what)
    expect(single).toContain(`at prices.${where}`)
    expect((await ask({ prices: [price({ rates })] })).error?.detail).toContain(`at prices[0].${where}`)
  })

  it.each([
    ['a negative rate', { prices: price({ rates: { input: '-0.28', output: '1' } }) }],
    ['a rate that is no decimal', { prices: price({ rates: { input: '1e-3', output: '1' } }) }],
    ['a rate too fine to hold', { prices: price({ rates: { input: '0.0000001', output: '1' } }) }],
    ['an absurd rate', { prices: price({ rates: { input: '1000001', output: '1' } }) }],
    ['a float', { prices: price({ rates: { input: 0.28, output: '1' } }) }],
    ['a missing rate', { prices: price({ rates: { input: '1' } }) }],
    ['no rates', { prices: price({ rates: undefined }) }],
    ['no currency', { prices: price({ currency: undefined }) }],
    ['no beginning', { prices: price({ validFrom: undefined }) }],
    ['a moment without an offset', { instant: '2026-11-24T12:30:00' }],
    ['no moment', { instant: undefined }],
    ['a moment that is none', { instant: '2026-02-30T00:00:00Z' }],
    ['negative tokens', { usage: { input: -1 } }],
    ['half a token', { usage: { input: 0.5 } }],
    ['tokens as text', { usage: { input: '5' } }],
    ['an unknown kind', { usage: { inputs: 5 } }],
    ['two prices that begin together', { prices: [price(), price()] }],
    ['two currencies', { prices: [price(), price({ currency: 'CNY', validFrom: '2026-10-01T00:00:00Z' })] }],
    ['prices and a book', { book: { list: 'openai.usd', model: 'gpt-6-sol' } }],
    [
      'a variant without a condition',
      { prices: price({ variants: [{ when: {}, rates: { input: '1', output: '1' } }] }) },
    ],
  ])('refuses %s', async (_, args) => {
    const reply = await ask(args)
    expect(reply.error?.code).toBe('request.invalid')
    expect(reply.error?.detail).not.toBe('')
  })
})
