import { describe, expect, it } from 'vitest'
import { type CallBounds, dearestCost, dearestRates, outputWithin } from '../../../../shared/rules/price/dearest.ts'
import { at, flash, ratedPrice, rates } from './prices.ts'

const quiet = at('2026-11-24T12:30:00+08:00')
const bounds = (changes: Partial<CallBounds> = {}): CallBounds => ({
  from: quiet,
  until: quiet,
  input: 1_000,
  output: 1_000,
  kinds: null,
  thinking: null,
  serviceTiers: [null],
  explicitCache: false,
  longCache: false,
  ...changes,
})

describe('the dearest rates', () => {
  it('take the peak only when the call may run into it', () => {
    expect(dearestRates(flash, bounds({ until: at('2026-11-24T13:59:59.999+08:00') }))).toMatchObject({
      read: 1_000_000,
      written: 4_000_000,
    })
    expect(dearestRates(flash, bounds({ until: at('2026-11-24T14:00:00+08:00') }))).toMatchObject({
      read: 2_000_000,
      written: 8_000_000,
    })
  })

  it('take a tier only when the input may reach it, and the base where it may not', () => {
    const tiered = ratedPrice({
      variants: [{ when: { inputAbove: { tokens: 1_000, inclusive: false } }, rates: rates(5_000_000, 500_000) }],
    })
    expect(dearestRates(tiered, bounds())).toMatchObject({ read: 1_000_000, written: 1_000_000 })
    expect(dearestRates(tiered, bounds({ input: 1_001 }))).toMatchObject({ read: 5_000_000, written: 1_000_000 })
  })

  it('leave the base rates out where a variant surely holds', () => {
    const flex = ratedPrice({ variants: [{ when: { serviceTier: 'flex' }, rates: rates(500_000, 500_000) }] })
    expect(dearestRates(flex, bounds({ serviceTiers: ['flex'] })).read).toBe(500_000)
    expect(dearestRates(flex, bounds({ serviceTiers: ['flex', null] })).read).toBe(1_000_000)
    const short = ratedPrice({ variants: [{ when: { outputAtMost: 1_000 }, rates: rates(100_000, 100_000) }] })
    expect(dearestRates(short, bounds()).written).toBe(100_000)
    expect(dearestRates(short, bounds({ output: 1_001 })).written).toBe(1_000_000)
  })

  it('count any tier, any thinking and any cache that nobody ruled out', () => {
    const open = ratedPrice({
      rates: rates(1_000_000, 1_000_000, { cacheWrite: 1_250_000, cacheWriteLong: 2_500_000 }),
      variants: [
        { when: { serviceTier: 'priority' }, rates: rates(2_000_000, 9_000_000) },
        { when: { thinking: true }, rates: rates(1_000_000, 4_000_000) },
      ],
    })
    expect(dearestRates(open, bounds())).toMatchObject({ read: 1_250_000, written: 4_000_000 })
    expect(dearestRates(open, bounds({ thinking: false }))).toMatchObject({ read: 1_250_000, written: 1_000_000 })
    expect(dearestRates(open, bounds({ longCache: null })).read).toBe(2_500_000)
    expect(dearestRates(open, bounds({ serviceTiers: null })).written).toBe(9_000_000)
  })

  it('count sound only where there may be any', () => {
    const loud = ratedPrice({ rates: rates(1_000_000, 1_000_000, { audioInput: 32_000_000, audioOutput: 64_000_000 }) })
    expect(dearestRates(loud, bounds())).toMatchObject({ read: 32_000_000, written: 64_000_000 })
    expect(dearestRates(loud, bounds({ kinds: ['cachedRead'] }))).toMatchObject({ read: 1_000_000, written: 1_000_000 })
  })

  it('take an unknown calendar both ways', () => {
    const cheap = ratedPrice({ variants: [{ when: flash.variants[0]?.when, rates: rates(100_000, 100_000) }] })
    const moment = at('2027-06-01T10:00:00+08:00')
    expect(dearestRates(cheap, bounds({ from: moment, until: moment })).read).toBe(1_000_000)
  })
})

describe('the output that fits an amount', () => {
  const dearest = dearestRates(ratedPrice({ rates: rates(1_000_000, 4_000_000, { perRequest: 7 }) }), bounds())

  it('is the most whose bound is no dearer', () => {
    const amount = dearestCost(dearest, { input: 1_000, output: 250 })
    expect(outputWithin(dearest, 1_000, amount)).toBe(250)
    expect(outputWithin(dearest, 1_000, amount - 1n)).toBe(249)
  })

  it('is none where the input alone costs more, and any where output costs nothing', () => {
    expect(outputWithin(dearest, 1_000, 1_000n)).toBeNull()
    const freeOutput = { ...dearest, written: 0 }
    expect(outputWithin(freeOutput, 0, 7n)).toBe(Number.MAX_SAFE_INTEGER)
    expect(outputWithin({ ...dearest, written: 1 }, 0, 10n ** 30n)).toBe(Number.MAX_SAFE_INTEGER)
  })
})
