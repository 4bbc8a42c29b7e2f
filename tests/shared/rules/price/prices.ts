import { type Instant, instantSchema } from '../../../../shared/model/brand.ts'
import { priceSchema } from '../../../../shared/model/price.ts'
import type { RatedPrice } from '../../../../shared/rules/price/rates.ts'

/** A moment written as ISO text with its offset. */
export function at(text: string): Instant {
  return instantSchema.parse(Date.parse(text))
}

/** Micro-units per million tokens, without the kinds that have none of their own. */
export function rates(input: number, output: number, others: Record<string, number> = {}) {
  return { input, output, cachedRead: null, cacheWrite: null, reasoning: null, ...others }
}

/** A price of CNY 1 a million, with whatever a test is about. */
export function ratedPrice(
  changes: { rates?: ReturnType<typeof rates>; variants?: unknown[]; validFrom?: Instant } = {},
): RatedPrice {
  const price = priceSchema.parse({
    kind: 'rates',
    currency: 'CNY',
    rates: rates(1_000_000, 1_000_000),
    validFrom: at('2026-01-01T00:00:00Z'),
    source: 'a test',
    ...changes,
  })
  if (price.kind !== 'rates') throw new Error('not rated')
  return price
}

/** DeepSeek's peak hours: https://api-docs.deepseek.com/quick_start/pricing, in Beijing time. */
export const peakHours = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  exceptHolidays: 'CN',
}

/** deepseek-flash in CNY: off-peak 1 / 0.02 / 4, at peak twice that. */
export const flash = ratedPrice({
  rates: rates(1_000_000, 4_000_000, { cachedRead: 20_000 }),
  variants: [{ name: 'peak', when: { window: peakHours }, rates: rates(2_000_000, 8_000_000, { cachedRead: 40_000 }) }],
})
