import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountReading } from '../../../shared/model/account.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import { currencySchema, type Pico } from '../../../shared/model/money.ts'
import { compare, longestComparison, reconcile } from '../../../shared/rules/reconcile.ts'

const usd = currencySchema.parse('USD')
const cny = currencySchema.parse('CNY')
const unit = 10n ** 12n
const cents = (amount: number): Pico => BigInt(amount) * 10n ** 10n
const day = 24 * 3_600_000
const first = Date.UTC(2026, 10, 20)

type Told = Partial<Omit<AccountReading, 'at' | 'booked' | 'balances'>> & {
  at?: number
  left?: Pico
  used?: Pico
  granted?: Pico | null
  booked?: Pico
  estimated?: Pico
  yuan?: Pico
}
/** Readings a day apart, of a US dollar account unless told otherwise. */
const readings = (...told: Told[]): AccountReading[] =>
  told.map(
    (
      { at = 0, left, used, granted = null, booked = 0n, estimated = 0n, yuan = 0n, ...rest },
      index,
    ): AccountReading => {
      const balance = left ?? used
      return {
        at: instantSchema.parse(first + (at || index * day)),
        account: 'a',
        begins: false,
        balances:
          balance === undefined
            ? []
            : [{ currency: usd, means: left === undefined ? 'used' : 'left', pico: balance, granted }],
        booked: [
          ...(booked > 0n ? [{ currency: usd, pico: booked, estimated }] : []),
          ...(yuan > 0n ? [{ currency: cny, pico: yuan, estimated: 0n }] : []),
        ],
        unpricedCalls: 0,
        ...rest,
      }
    },
  )
const verdictOf = (...told: Told[]) => compare(readings(...told), usd)?.outcome ?? null

describe('what a vendor took beside what our books say', () => {
  it('is told with its drift and its share', () => {
    const [told] = reconcile(readings({ left: cents(1000) }, { left: cents(876), booked: cents(120) }))
    expect(told).toEqual({
      currency: 'USD',
      since: first,
      until: first + day,
      movement: 1_240_000,
      booked: 1_200_000,
      estimated: 0,
      drift: 40_000,
      percent: 3,
      outcome: { verdict: 'agrees' },
    })
  })

  it('reads a meter that rises', () => {
    expect(compare(readings({ used: 0n }, { used: cents(300), booked: cents(300) }), usd)).toMatchObject({
      movement: cents(300),
      drift: 0n,
      outcome: { verdict: 'agrees' },
    })
  })

  it.each<[string, Told[], unknown]>([
    ['one reading', [{ left: unit }], null],
    ['nothing was spent', [{ left: unit }, { left: unit }], null],
    ['readings lie close together', [{ left: unit }, { left: 0n, at: 60_000 }], null],
    ['a few cents', [{ left: unit }, { left: unit - cents(5) }], { verdict: 'agrees' }],
    [
      'more than a few cents nobody booked',
      [{ left: unit }, { left: unit - cents(6) }],
      { verdict: 'differs', reasons: ['otherProgram', 'prices'] },
    ],
    [
      'more than a tenth',
      [{ left: 10n * unit }, { left: 0n, booked: cents(899), estimated: 0n }],
      { verdict: 'differs', reasons: ['otherProgram', 'prices'] },
    ],
    ['a tenth', [{ left: 10n * unit }, { left: 0n, booked: cents(900) }], { verdict: 'agrees' }],
    [
      'what estimates explain',
      [{ left: 10n * unit }, { left: 0n, booked: cents(700), estimated: cents(200) }],
      { verdict: 'withinEstimates' },
    ],
    [
      'more than estimates explain',
      [{ left: 10n * unit }, { left: 0n, booked: cents(700), estimated: cents(100) }],
      { verdict: 'differs', reasons: ['otherProgram', 'prices', 'estimates'] },
    ],
    [
      'less than we booked',
      [{ left: 10n * unit }, { left: 9n * unit, booked: cents(200) }],
      { verdict: 'differs', reasons: ['moneyAdded', 'prices'] },
    ],
    [
      'a grant that ended',
      [
        { left: 10n * unit, granted: 5n * unit },
        { left: 5n * unit, granted: 0n, booked: cents(10) },
      ],
      { verdict: 'differs', reasons: ['otherProgram', 'prices', 'grantEnded'] },
    ],
    ['money added', [{ left: unit }, { left: 20n * unit, booked: cents(50) }], { verdict: 'toppedUp' }],
    [
      'money given while more was spent',
      [
        { left: 10n * unit, granted: 0n },
        { left: 5n * unit, granted: unit, booked: 6n * unit },
      ],
      { verdict: 'toppedUp' },
    ],
    [
      'money paid in while more was spent',
      [
        { left: 10n * unit, granted: 8n * unit },
        { left: 5n * unit, granted: 0n, booked: 8n * unit },
      ],
      { verdict: 'toppedUp' },
    ],
    [
      'a bill put right by a trifle',
      [{ left: unit }, { left: unit + cents(1), booked: cents(2) }],
      { verdict: 'agrees' },
    ],
    ['a meter that fell', [{ used: unit }, { used: 0n }], { verdict: 'notComparable', why: 'meterBeganAnew' }],
    ['another meter', [{ left: unit }, { used: unit }], { verdict: 'notComparable', why: 'meterBeganAnew' }],
    [
      'another currency',
      [{ left: unit }, { left: 0n, yuan: 7n * unit }],
      { verdict: 'notComparable', why: 'currency' },
    ],
    [
      'calls without a price',
      [{ left: unit }, { left: 0n, unpricedCalls: 3 }],
      { verdict: 'notComparable', why: 'unpriced' },
    ],
    ['calls without a price that cost nothing', [{ left: unit }, { left: unit, unpricedCalls: 3 }], null],
    ['another account', [{ left: unit, account: 'b' }, { left: 0n }], null],
    ['the owner has looked into it', [{ left: unit }, { left: 0n, begins: true }], null],
    ['a clock that was set back', [{ left: unit, at: 90 * day }, { left: 0n }], null],
    ['long ago', [{ left: unit }, { left: 0n, at: longestComparison + 1 }], null],
    ['nobody answered yet', [{}, {}], null],
  ])('%s', (_, told, outcome) => {
    expect(verdictOf(...told)).toEqual(outcome)
  })

  it('goes on from the reading after money was added', () => {
    const told: Told[] = [{ left: unit }, { left: 9n * unit }, { left: 8n * unit, booked: unit }]
    expect(compare(readings(...told), usd)).toMatchObject({ since: first + day, outcome: { verdict: 'agrees' } })
  })

  it('counts what was booked while the vendor did not answer', () => {
    const told: Told[] = [
      { left: 9n * unit },
      { booked: unit },
      { left: 6n * unit, booked: 2n * unit },
      { booked: unit },
    ]
    expect(compare(readings(...told), usd)).toMatchObject({ booked: 3n * unit, drift: 0n, until: first + 2 * day })
  })

  const amount = fc.bigInt({ min: 0n, max: 10n ** 16n })
  const spending = fc.array(fc.record({ taken: amount, booked: amount, estimated: fc.nat(100) }), {
    minLength: 1,
    maxLength: 20,
  })
  const accountOf = (spent: { taken: Pico; booked: Pico; estimated: number }[]): AccountReading[] => {
    let left = 10n ** 18n
    return readings(
      { left },
      ...spent.map(({ taken, booked, estimated }) => {
        left -= taken
        return { left, booked, estimated: (booked * BigInt(estimated)) / 100n }
      }),
    )
  }

  it('is exact, however many readings lie in between', () => {
    fc.assert(
      fc.property(spending, (spent) => {
        const all = accountOf(spent)
        const sum = (of: 'taken' | 'booked') => spent.reduce((total, each) => total + each[of], 0n)
        const told = compare(all, usd)
        if (sum('taken') === 0n && sum('booked') === 0n) return expect(told).toBeNull()
        expect(told?.movement).toBe(sum('taken'))
        expect(told?.booked).toBe(sum('booked'))
        expect(told?.drift).toBe(sum('taken') - sum('booked'))
        const lone = all.map((each, index) =>
          index === 0 || index === all.length - 1 ? each : { ...each, balances: [] },
        )
        expect(compare(lone, usd)).toEqual(told)
      }),
    )
  })

  it('agrees with books that are right, and never calls a difference one below the smallest worth a word', () => {
    fc.assert(
      fc.property(spending, fc.bigInt({ min: -cents(5), max: cents(5) }), (spent, off) => {
        const all = accountOf(spent.map(({ taken, estimated }) => ({ taken, booked: taken, estimated })))
        const last = all.at(-1)?.balances[0]
        if (last !== undefined) last.pico += off
        const outcome = compare(all, usd)?.outcome
        if (outcome !== undefined) expect(outcome).toEqual({ verdict: 'agrees' })
      }),
    )
  })

  it('never blames anybody in the time in which money was added', () => {
    fc.assert(
      fc.property(spending, fc.bigInt({ min: cents(6), max: 10n ** 17n }), (spent, added) => {
        const all = accountOf(spent)
        const last = all.at(-1)
        const before = all.at(-2)?.balances[0]
        const now = last?.balances[0]
        if (now === undefined || before === undefined) return
        now.pico = before.pico + added
        expect(compare(all, usd)?.outcome).toEqual({ verdict: 'toppedUp' })
      }),
    )
  })

  it('finds what is apart by more than a tenth, a few cents and the estimates', () => {
    fc.assert(
      fc.property(amount, amount, fc.nat(100), (taken, booked, share) => {
        const estimated = (booked * BigInt(share)) / 100n
        const outcome = verdictOf({ left: 10n ** 18n }, { left: 10n ** 18n - taken, booked, estimated })
        const apart = taken > booked ? taken - booked : booked - taken
        const larger = taken > booked ? taken : booked
        const isNotable = apart * 10n > larger + 10n && apart > cents(5) && apart > larger / 10n + cents(5) + estimated
        if (isNotable) expect(outcome).toMatchObject({ verdict: 'differs' })
      }),
    )
  })
})
