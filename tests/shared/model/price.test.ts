import { describe, expect, it } from 'vitest'
import { priceSchema } from '../../../shared/model/price.ts'
import { peakHours, rates } from '../rules/price/prices.ts'

const good = { kind: 'rates', currency: 'USD', rates: rates(1, 2), validFrom: 0, source: 'a page' }
const accepts = (changes: object) => priceSchema.safeParse({ ...good, ...changes }).success
const variant = (when: object) => ({ variants: [{ when, rates: rates(1, 2) }] })

describe('a price', () => {
  it('needs a currency, a source, a beginning, and both main rates', () => {
    expect(accepts({})).toBe(true)
    for (const name of ['currency', 'source', 'validFrom', 'rates', 'kind']) {
      expect(accepts({ [name]: undefined }), name).toBe(false)
    }
    expect(accepts({ rates: { ...rates(1, 2), output: undefined } })).toBe(false)
    expect(accepts({ rates: { ...rates(1, 2), input: null } })).toBe(false)
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e12 + 1, '1', null])('refuses a rate of %s', (rate) => {
    expect(accepts({ rates: { ...rates(1, 2), input: rate } })).toBe(false)
  })

  it('is free as a fact with a source, and then has no rates', () => {
    expect(priceSchema.parse({ kind: 'free', validFrom: 0, source: 'runs here', rates: rates(1, 2) })).toEqual({
      kind: 'free',
      validFrom: 0,
      source: 'runs here',
    })
    expect(priceSchema.safeParse({ kind: 'free', validFrom: 0, source: '' }).success).toBe(false)
  })

  it('refuses a variant that asks for nothing, for something unknown, or for hours that end before they begin', () => {
    expect(accepts(variant({ thinking: true }))).toBe(true)
    expect(accepts(variant({}))).toBe(false)
    expect(accepts(variant({ thinking: true, inputsAbove: 5 }))).toBe(false)
    expect(accepts(variant({ inputAbove: { tokens: -1, inclusive: true } }))).toBe(false)
    expect(accepts(variant({ outputAtMost: 0 }))).toBe(false)
    const window = (changes: object) => variant({ window: { ...peakHours, ...changes } })
    expect(accepts(window({}))).toBe(true)
    expect(accepts(window({ hours: [{ from: '22:00', to: '06:00' }] }))).toBe(false)
    expect(accepts(window({ hours: [{ from: '9:00', to: '12:00' }] }))).toBe(false)
    expect(accepts(window({ zone: 'Mars/Base' }))).toBe(false)
    expect(accepts(window({ weekdays: [0] }))).toBe(false)
    expect(accepts(window({ exceptHolidays: 'XX' }))).toBe(false)
  })
})
