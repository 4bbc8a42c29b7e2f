import { describe, expect, it } from 'vitest'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { zoneSchema } from '../../../../shared/model/brand.ts'
import { leftIn } from '../../../../shared/rules/budget/accounts.ts'
import {
  boundOfDollars,
  boundOfMoney,
  call,
  createDisk,
  hour,
  inDollars,
  later,
  noon,
  rulesOf,
  shanghai,
  used,
} from './budget-world.ts'

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown.code
    throw thrown
  }
  return 'none'
}
const aDay = rulesOf({ computer: [{ id: 'day', period: 'day', limit: inDollars(1) }] })

describe('a reservation', () => {
  it('holds its upper bound until the call is settled, and then only what was charged', () => {
    const accounts = createDisk().start(aDay)
    expect(accounts.reserve(call('1'), boundOfDollars(0.7), noon)).toMatchObject({ kind: 'admitted' })
    expect(accounts.reserve(call('2'), boundOfDollars(0.4), noon)).toMatchObject({ kind: 'refused', until: 'calls' })
    accounts.settle(call('1'), used(10, 0.2), null, noon)
    expect(accounts.reserve(call('2'), boundOfDollars(0.8), noon)).toMatchObject({ kind: 'admitted' })
    expect(accounts.reserve(call('3'), boundOfDollars(0.9), noon)).toMatchObject({ kind: 'refused', until: 'renewal' })
  })

  it('is made in every budget or in none', () => {
    const rules = rulesOf({
      computer: [{ id: 'all', period: 'month', limit: inDollars(10) }],
      agent: [{ id: 'run', period: 'run', limit: { kind: 'tokens', tokens: 150 } }],
    })
    const accounts = createDisk().start(rules)
    expect(accounts.reserve(call('1'), boundOfDollars(1), noon)).toMatchObject({ kind: 'admitted' })
    const second = accounts.reserve(call('2'), boundOfDollars(1), noon)
    expect(second).toMatchObject({ kind: 'refused', account: { budget: { id: 'run' }, renewsAt: null } })
    expect(accounts.accountsOf(call('2'), noon).map((account) => account.underWay)).toEqual([100n, 1_000_000_000_000n])
    // Another run has an account of its own, another agent has none of these.
    expect(accounts.reserve(call('3', 'run-2'), boundOfDollars(1), noon)).toMatchObject({ kind: 'admitted' })
    expect(accounts.accountsOf(call('4', 'run-3', 'agent-2'), noon)).toHaveLength(1)
  })

  it('lowers the output to the last token that fits, and refuses where too little would be left', () => {
    const accounts = createDisk().start(aDay)
    const million = 1_000_000n
    const lowered = accounts.reserve(call('1'), boundOfMoney(600_000n * million, 1_000n * million, 4_096), noon)
    expect(lowered).toMatchObject({ kind: 'admitted', outputTokens: 400 })
    expect(accounts.accountsOf(call('1'), noon).map(leftIn)).toEqual([0n])
    accounts.release('1')
    const refused = accounts.reserve(call('2'), boundOfMoney(800_000n * million, 1_000n * million, 4_096), noon)
    expect(refused).toMatchObject({ kind: 'refused', until: 'never', needed: 1_056_000n * million })
    // A call that wants less than the least to begin with is not refused for it.
    const short = accounts.reserve(call('3'), boundOfMoney(800_000n * million, 1_000n * million, 200), noon)
    expect(short).toMatchObject({ kind: 'admitted', outputTokens: 200 })
  })

  it('stays held after a crash, beside the estimate, until the owner frees it or the period is over', () => {
    const disk = createDisk()
    const before = disk.start(aDay)
    const admitted = before.reserve(call('1'), boundOfDollars(0.9), noon)
    if (admitted.kind === 'admitted') disk.intend(admitted.hold)
    disk.record(call('1'), used(10, 0.1), true, noon)
    const after = disk.start(aDay)
    expect(after.accountsOf(call('1'), noon)).toMatchObject([
      { spent: 10n ** 11n, inDoubt: 8n * 10n ** 11n, underWay: 0n },
    ])
    expect(after.reserve(call('2'), boundOfDollars(0.2), noon)).toMatchObject({ kind: 'refused', until: 'renewal' })
    expect(after.reserve(call('2'), boundOfDollars(1), later(noon, 24 * hour))).toMatchObject({ kind: 'admitted' })
    after.release('2')
    after.release('1')
    expect(after.reserve(call('3'), boundOfDollars(0.9), noon)).toMatchObject({ kind: 'admitted' })
  })

  it('of a call that passes midnight counts on both days until it is charged', () => {
    const accounts = createDisk().start(aDay)
    accounts.reserve(call('1'), boundOfDollars(0.9), noon)
    const tomorrow = later(noon, 24 * hour)
    expect(accounts.reserve(call('2'), boundOfDollars(0.2), tomorrow)).toMatchObject({
      kind: 'refused',
      until: 'calls',
    })
    accounts.settle(call('1'), used(1, 0.5), null, tomorrow)
    expect(accounts.accountsOf(call('1'), noon)[0]?.spent).toBe(0n)
    expect(accounts.accountsOf(call('1'), tomorrow)[0]?.spent).toBe(5n * 10n ** 11n)
  })
})

describe('a limit', () => {
  it('of zero lets only free calls pass, and one beyond all money stays exact', () => {
    const zero = createDisk().start(rulesOf({ computer: [{ id: 'zero', period: 'day', limit: inDollars(0) }] }))
    expect(zero.reserve(call('1'), boundOfDollars(0.000001), noon)).toMatchObject({ kind: 'refused', until: 'never' })
    const free = { mostOutput: 9, leastOutput: 1, need: () => ({ tokens: 9n, money: 'free' as const }) }
    expect(zero.reserve(call('2'), free, noon)).toMatchObject({ kind: 'admitted', outputTokens: 9 })

    const limit = { kind: 'money' as const, currency: 'USD', micros: Number.MAX_SAFE_INTEGER }
    const huge = createDisk().start(rulesOf({ computer: [{ id: 'huge', period: 'month', limit }] }))
    const all = BigInt(Number.MAX_SAFE_INTEGER) * 1_000_000n
    expect(huge.reserve(call('1'), boundOfMoney(all - 1n, 0n, 1), noon)).toMatchObject({ kind: 'admitted' })
    expect(huge.reserve(call('2'), boundOfMoney(2n, 0n, 1), noon)).toMatchObject({ kind: 'refused' })
    expect(huge.reserve(call('3'), boundOfMoney(1n, 0n, 1), noon)).toMatchObject({ kind: 'admitted' })
  })

  it('that is lowered below what was spent refuses, and one that is raised lets on', () => {
    const accounts = createDisk().start(aDay)
    accounts.settle(call('1'), used(1, 0.6), null, noon)
    accounts.setRules(rulesOf({ computer: [{ id: 'day', period: 'day', limit: inDollars(0.5) }] }), shanghai)
    expect(accounts.reserve(call('2'), boundOfDollars(0.01), noon)).toMatchObject({ kind: 'refused', until: 'renewal' })
    accounts.setRules(rulesOf({ computer: [{ id: 'day', period: 'day', limit: inDollars(5) }] }), shanghai)
    expect(accounts.reserve(call('2'), boundOfDollars(0.01), noon)).toMatchObject({ kind: 'admitted' })
  })

  it('warns once, when what was spent passes the share the owner chose', () => {
    const accounts = createDisk().start(aDay)
    expect(accounts.settle(call('1'), used(1, 0.79), null, noon)).toEqual([])
    expect(accounts.settle(call('2'), used(1, 0.01), null, noon)).toMatchObject([{ spent: 8n * 10n ** 11n }])
    expect(accounts.settle(call('3'), used(1, 0.1), null, noon)).toEqual([])
  })

  it('in money refuses a model without a price and asks for one; a limit in tokens does not', () => {
    const unknown = {
      mostOutput: 300,
      leastOutput: 256,
      need: (n: number) => ({ tokens: BigInt(n), money: 'unknown' as const }),
    }
    const money = createDisk().start(aDay)
    expect(codeOf(() => money.reserve(call('1'), unknown, noon))).toBe('budget.priceMissing')
    const limit = { kind: 'tokens' as const, tokens: 290 }
    const tokens = createDisk().start(rulesOf({ computer: [{ id: 'tokens', period: 'day', limit }] }))
    expect(tokens.reserve(call('1'), unknown, noon)).toMatchObject({ kind: 'admitted', outputTokens: 290 })
  })
})

describe('another currency', () => {
  const rate = (value: string, date: string) => ({ from: 'USD', to: 'CNY', rate: value, date })
  const withRates = (...rates: object[]) =>
    rulesOf({ computer: [{ id: 'day', period: 'week', limit: inDollars(1) }], rates })

  it('is refused without a rate, and says between which', () => {
    const accounts = createDisk().start(withRates())
    expect(codeOf(() => accounts.reserve(call('1'), boundOfDollars(1, 'CNY'), noon))).toBe('budget.rateMissing')
    expect(accounts.reserve(call('1'), boundOfDollars(0.5, 'USD'), noon)).toMatchObject({ kind: 'admitted' })
  })

  it('enters at the rate of the day, rounded up, and keeps it when the rate changes later', () => {
    const disk = createDisk()
    const accounts = disk.start(withRates(rate('7', '2026-11-01')))
    accounts.settle(call('1'), used(1, 3.5, 'CNY'), null, noon)
    expect(accounts.accountsOf(call('1'), noon)[0]?.spent).toBe(5n * 10n ** 11n)
    const tomorrow = later(noon, 24 * hour)
    const rates = withRates(rate('7', '2026-11-01'), rate('6', '2026-11-25'))
    accounts.setRules(rates, shanghai)
    expect(accounts.accountsOf(call('1'), tomorrow)[0]?.spent).toBe(5n * 10n ** 11n)
    accounts.settle(call('2'), used(1, 0.000001, 'CNY'), null, tomorrow)
    expect(accounts.accountsOf(call('1'), tomorrow)[0]?.spent).toBe(5n * 10n ** 11n + 166_667n)
  })
})

describe('periods', () => {
  it.each([
    ['day', '2026-11-24T16:00:00.000Z'],
    ['week', '2026-11-29T16:00:00.000Z'],
    ['month', '2026-11-30T16:00:00.000Z'],
  ] as const)('a %s renews at midnight where the PC is', (period, expected) => {
    const accounts = createDisk().start(rulesOf({ computer: [{ id: 'x', period, limit: inDollars(1) }] }))
    const renewsAt = accounts.accountsOf(call('1'), noon)[0]?.renewsAt
    expect(new Date(renewsAt ?? 0).toISOString()).toBe(expected)
    accounts.settle(call('1'), used(1, 1), null, noon)
    const just = later(noon, Date.parse(expected) - noon - 1)
    expect(accounts.reserve(call('2'), boundOfDollars(0.1), just)).toMatchObject({ kind: 'refused' })
    expect(accounts.reserve(call('2'), boundOfDollars(1), later(just, 1))).toMatchObject({ kind: 'admitted' })
  })

  it.each([
    ['Europe/Berlin', '2026-03-29T10:00:00Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T10:00:00Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    // Midnight is left out there on that night.
    ['America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
  ])('a day in %s is as long as its clocks make it', (zoneName, during, begins, ends) => {
    const zone = zoneSchema.parse(zoneName)
    const accounts = createDisk(zone).start(aDay)
    const at = later(noon, Date.parse(during) - noon)
    const first = later(noon, Date.parse(begins) - noon)
    expect(new Date(accounts.accountsOf(call('1'), at)[0]?.renewsAt ?? 0).toISOString()).toBe(ends)
    accounts.settle(call('1'), used(1, 0.5), null, first)
    expect(accounts.accountsOf(call('1'), at)[0]?.spent).toBe(5n * 10n ** 11n)
    expect(accounts.accountsOf(call('1'), later(first, -1))[0]?.spent).toBe(0n)
    expect(accounts.accountsOf(call('1'), later(noon, Date.parse(ends) - noon))[0]?.spent).toBe(0n)
  })
})
