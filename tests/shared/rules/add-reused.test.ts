import { expect, test } from 'vitest'
import { instantSchema } from '../../../shared/model/brand.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { nothingReused } from '../../../shared/model/reuse.ts'
import { addReused } from '../../../shared/rules/add-reused.ts'
import { ratedPrice, rates } from './price/prices.ts'

const at = instantSchema.parse(Date.UTC(2026, 10, 26))
const tokens = { input: 1_000_000, output: 100_000 }

test('what an answer would have cost is summed up exactly, by currency', () => {
  const price = ratedPrice({ rates: rates(2_000_000, 8_000_000) })
  const once = addReused(nothingReused, tokens, price, at)
  expect(once).toEqual({ answers: 1, saved: [{ currency: 'CNY', micros: 2_800_000 }], unpriced: 0 })
  expect(addReused(once, tokens, price, at)).toEqual({
    answers: 2,
    saved: [{ currency: 'CNY', micros: 5_600_000 }],
    unpriced: 0,
  })
})

test('without a price or a count nothing is made up, and what is free saves nothing', () => {
  expect(addReused(nothingReused, tokens, null, at)).toEqual({ answers: 1, saved: [], unpriced: 1 })
  expect(addReused(nothingReused, null, ratedPrice(), at)).toMatchObject({ unpriced: 1 })
  expect(
    addReused(nothingReused, tokens, priceSchema.parse({ kind: 'free', validFrom: 0, source: 'here' }), at),
  ).toMatchObject({
    answers: 1,
    saved: [],
    unpriced: 0,
  })
})
