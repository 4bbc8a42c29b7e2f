import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellSchema } from '../../../../shared/model/item.ts'
import { compareCell } from '../../../../shared/rules/compare.ts'
import { type JudgedThing, toldByComparison } from '../../../../shared/rules/value/told-by-comparison.ts'

const things = (count: number, make: (index: number) => Omit<JudgedThing, 'name'>): JudgedThing[] =>
  Array.from({ length: count }, (_, index) => ({ name: `row ${index}`, ...make(index) }))

describe('what a comparison would have told', () => {
  it.each([
    [
      'a word',
      (index: number) => ({ values: { kind: index % 3 === 0 ? 'Invoice' : `note ${index}` }, yes: index % 3 === 0 }),
      { column: 'kind', operator: 'is', value: 'Invoice' },
    ],
    [
      'any but a word',
      (index: number) => ({ values: { kind: index % 3 === 0 ? 'spam' : `note ${index}` }, yes: index % 3 !== 0 }),
      { column: 'kind', operator: 'isNot', value: 'spam' },
    ],
    [
      'that something is there',
      (index: number) => ({ values: { phone: index % 2 === 0 ? `+49 ${index}` : null }, yes: index % 2 === 0 }),
      { column: 'phone', operator: 'isNotEmpty', value: '' },
    ],
    [
      'an amount',
      (index: number) => ({ values: { noise: index % 7, amount: index * 100 }, yes: index >= 11 }),
      { column: 'amount', operator: 'atLeast', value: '1100' },
    ],
    [
      'an amount as people write it',
      (index: number) => ({ values: { amount: `¥ ${index},000.50` }, yes: index <= 8 }),
      { column: 'amount', operator: 'atMost', value: '¥ 8,000.50' },
    ],
    [
      'a day',
      (index: number) => ({ values: { due: `2026-11-${String(index + 1).padStart(2, '0')}` }, yes: index >= 15 }),
      { column: 'due', operator: 'atLeast', value: '2026-11-16' },
    ],
    [
      'a word in a sentence',
      (index: number) => ({
        values: { subject: index % 2 === 0 ? `Order ${index} was cancelled` : `Order ${index} left` },
        yes: index % 2 === 0,
      }),
      { column: 'subject', operator: 'contains', value: 'was' },
    ],
    [
      'a word in a Chinese sentence',
      (index: number) => ({
        values: { subject: index % 2 === 0 ? `订单${index}已取消` : `订单${index}寄出` },
        yes: index % 2 !== 0,
      }),
      { column: 'subject', operator: 'contains', value: '寄出' },
    ],
  ])('is %s', (_what, make, expected) => {
    expect(toldByComparison(things(24, make))).toEqual({ kind: 'compare', ...expected })
  })

  it('is nothing where one answer differs, where there are too few, or where all said the same', () => {
    const make = (index: number) => ({ values: { amount: index }, yes: index >= 12 })
    expect(toldByComparison(things(24, make))).not.toBeNull()
    const odd = things(24, make).map((thing, index) => (index === 3 ? { ...thing, yes: true } : thing))
    expect(toldByComparison(odd)).toBeNull()
    expect(toldByComparison(things(19, make))).toBeNull()
    expect(toldByComparison(things(24, (index) => ({ values: { amount: index }, yes: index >= 20 })))).toBeNull()
    expect(toldByComparison(things(24, (index) => ({ values: { amount: index }, yes: true })))).toBeNull()
  })

  it('is never drawn from values whose end is not known', () => {
    const long = (index: number) => ({
      values: { text: `${'a '.repeat(160)}${index}`.slice(0, 300) },
      yes: index >= 12,
    })
    expect(toldByComparison(things(24, long))).toBeNull()
  })

  it('answers each as the model did, whatever the values are', () => {
    const thing = fc.record({
      name: fc.string({ maxLength: 20 }),
      values: fc.dictionary(
        fc.constantFrom('a', 'b', 'c'),
        fc.anything().map((value) => cellSchema.safeParse(value).data ?? null),
      ),
      yes: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(thing, { minLength: 20, maxLength: 40 }), (all) => {
        const test = toldByComparison(all)
        if (test === null) return
        for (const { name, values, yes } of all) {
          expect(compareCell(test.column === '' ? name : (values[test.column] ?? null), test)).toBe(yes)
        }
      }),
    )
  })
})
