import { describe, expect, it } from 'vitest'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { type Price, priceSchema } from '../../../../shared/model/price.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { boundOf, type RequestMeasure } from '../../../../shared/rules/budget/upper-bound.ts'
import { costOf } from '../../../../shared/rules/price/cost.ts'
import { pick, seededRandom } from '../../../faults/random.ts'
import { hour, later, noon } from './budget-world.ts'

const rates = (input: number, output: number, others: object = {}) => ({
  input,
  output,
  cachedRead: null,
  cacheWrite: null,
  reasoning: null,
  ...others,
})
const plain: Price = priceSchema.parse({
  kind: 'rates',
  currency: 'USD',
  rates: rates(2_000_000, 8_000_000),
  validFrom: noon,
  source: 'test',
})
const window = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  hours: [{ from: '12:30', to: '18:00' }],
  exceptHolidays: null,
}
/** Tiers by length and by what is written, peak hours, a dearer cache and dearer thinking. */
const tangled: Price = priceSchema.parse({
  ...plain,
  rates: rates(2_000_000, 8_000_000, { cacheWrite: 2_500_000, reasoning: 9_000_000, perRequest: 40_000 }),
  variants: [
    { when: { window }, rates: rates(4_000_000, 16_000_000) },
    { when: { inputAbove: { tokens: 1_000, inclusive: false } }, rates: rates(3_000_000, 12_000_000) },
    { when: { outputAtMost: 200 }, rates: rates(1_000_000, 2_000_000) },
    { when: { thinking: true }, rates: rates(2_000_000, 20_000_000, { cacheWriteLong: 5_000_000 }) },
  ],
})

const measure = (changes: Partial<RequestMeasure> = {}): RequestMeasure => ({
  inputAtMost: 3_000,
  estimate: 800,
  outputCap: 1_000,
  capHoldsThinking: true,
  ...changes,
})
const boundOn = (changes: Partial<RequestMeasure>, contextTokens: number | null, price: Price | null = plain) =>
  boundOf({ measure: measure(changes), contextTokens, price, at: noon })
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown.code
  }
  return 'none'
}

describe('the upper bound of a call', () => {
  it('is what it may read at most and its output limit, at the price', () => {
    const bound = boundOn({}, null)
    expect(bound).toMatchObject({ mostOutput: 1_000, leastOutput: 256 })
    expect(bound.need(1_000)).toEqual({ tokens: 4_000n, money: { currency: 'USD', pico: 14_000_000_000n } })
    expect(bound.need(256)).toEqual({ tokens: 3_256n, money: { currency: 'USD', pico: 8_048_000_000n } })
  })

  it('keeps input and output together within the context', () => {
    expect(boundOn({}, 1_500).need(1_000)).toEqual({
      tokens: 1_500n,
      money: { currency: 'USD', pico: 500n * 2_000_000n + 1_000n * 8_000_000n },
    })
    expect(boundOn({}, 1_500).outputBeside(900, 1_000)).toBe(600)
  })

  it('does not believe in a context that our own count passes', () => {
    expect(boundOn({}, 799).need(1_000).tokens).toBe(4_000n)
  })

  it('takes the whole context where the limit does not hold thinking, and cannot be lowered there', () => {
    expect(boundOn({ capHoldsThinking: false }, 32_000)).toMatchObject({ mostOutput: 32_000, leastOutput: 32_000 })
  })

  it('takes the whole context for pictures, and for answers without a limit', () => {
    expect(boundOn({ inputAtMost: null }, 32_000).need(1_000).tokens).toBe(32_000n)
    expect(boundOn({ outputCap: null }, 32_000).mostOutput).toBe(32_000)
  })

  it.each([
    ['pictures', { inputAtMost: null }],
    ['an answer without a limit', { outputCap: null }],
    ['thinking beside the limit', { capHoldsThinking: false }],
  ])('asks for the size of the model for %s', (_, changes) => {
    expect(codeOf(() => boundOn(changes, null))).toBe('budget.sizeUnknown')
  })

  it('knows free from unknown', () => {
    const free = priceSchema.parse({ kind: 'free', validFrom: noon, source: 'local' })
    expect(boundOn({}, null, free).need(1).money).toBe('free')
    expect(boundOn({}, null, null).need(1).money).toBe('unknown')
  })

  it('is passed by no usage within it, at no moment, in 2,000 calls', () => {
    const random = seededRandom(7)
    const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
    for (let call = 0; call < 2_000; call++) {
      const inputAtMost = between(1, 3_000)
      const contextTokens = random() < 0.5 ? null : between(inputAtMost, 5_000)
      const outputCap = between(1, 2_000)
      const bound = boundOf({
        measure: measure({ inputAtMost, estimate: 1, outputCap }),
        contextTokens,
        price: tangled,
        at: noon,
      })
      const limited = between(1, bound.mostOutput)
      const need = bound.need(limited)
      const read = between(0, inputAtMost)
      const written = between(0, bound.outputBeside(read, limited))
      const cached = between(0, read)
      const thought = between(0, written)
      const tokens = {
        ...noTokens,
        input: read - cached,
        cacheWrite: cached,
        output: written - thought,
        reasoning: thought,
      }
      const cost = costOf(tangled, tokens, {
        at: later(noon, between(0, 2 * hour)),
        thinking: pick(random, [true, false, null]),
        serviceTier: null,
        explicitCache: random() < 0.5,
        longCache: random() < 0.5,
      })
      if (cost.status !== 'known' || typeof need.money === 'string') throw new Error('the price is known')
      expect(BigInt(read + written) <= need.tokens, `call ${call}`).toBe(true)
      expect(cost.pico <= need.money.pico, `call ${call}: ${cost.pico} over ${need.money.pico}`).toBe(true)
    }
  })
})
