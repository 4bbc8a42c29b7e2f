import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourlyRateSchema } from '../../../../shared/model/hourly-rate.ts'
import { currencySchema } from '../../../../shared/model/money.ts'
import {
  valueEndSchema,
  valueJobs,
  type ValueRow,
  valueRowSchema,
  type ValueSum,
  valueSumSchema,
  verdictSchema,
} from '../../../../shared/model/value.ts'
import { exchangeRateSchema } from '../../../../shared/rules/price/convert.ts'
import { hourlyRateOn, labourOf, withHourlyRate } from '../../../../shared/rules/value/hourly-rate.ts'
import {
  uncountedRuns,
  valueBy,
  valueByAgent,
  valueByJob,
  valueByMonth,
  valueOf,
} from '../../../../shared/rules/value/value-of.ts'

const usd = currencySchema.parse('USD')
const eur = currencySchema.parse('EUR')
const hour18 = hourlyRateSchema.parse({ currency: 'USD', micros: 18_000_000, from: null })

function row(changes: Partial<ValueRow> = {}): ValueRow {
  return {
    ...valueRowSchema.parse({
      runId: 'run',
      agentId: 'agent',
      agentName: 'Invoices',
      job: 'documents',
      day: '2026-11-02',
      end: 'complete',
      undone: false,
      verdict: null,
      estimatedMinutes: 20,
      confirmedMinutes: null,
      isNew: false,
      deliverables: 1,
      spent: [],
      unpricedCalls: 0,
    }),
    ...changes,
  }
}

const spentIn = (currency: string, micros: number) => [
  { currency: currencySchema.parse(currency), micros, estimatedMicros: 0 },
]
const terms = { hourlyRates: [hour18], exchangeRates: [] }

describe('the value of runs', () => {
  it('is labour less models, the estimated apart from the confirmed', () => {
    const sum = valueOf(
      [
        row({ confirmedMinutes: 30, spent: spentIn('USD', 56_200) }),
        row({ spent: spentIn('USD', 50_000) }),
        row({ end: 'failed', spent: spentIn('USD', 10_000) }),
      ],
      terms,
    )
    expect(sum).toMatchObject({
      currency: 'USD',
      runs: 3,
      counted: { confirmed: 1, estimated: 1 },
      minutes: { confirmed: 30, estimated: 20 },
      labour: { confirmed: 9_000_000, estimated: 6_000_000 },
      models: { confirmed: 56_200, estimated: 50_000, uncounted: 10_000 },
      value: { confirmed: 8_933_800, estimated: 5_950_000 },
    })
    expect(sum.uncounted.failed).toBe(1)
  })

  it.each([
    [{ end: 'failed' }, 'failed'],
    [{ end: 'refused' }, 'refused'],
    [{ end: 'stopped' }, 'stopped'],
    [{ undone: true, confirmedMinutes: 30 }, 'undone'],
    [{ verdict: 'useless', confirmedMinutes: 30 }, 'useless'],
    [{ verdict: 'needsWork' }, 'needsWork'],
    [{ end: 'nothingToDo' }, 'nothingToDo'],
    [{ estimatedMinutes: null }, 'noEstimate'],
    [{ isNew: true, confirmedMinutes: 30 }, 'isNew'],
  ] as const)('counts no minutes of %j', (changes, reason) => {
    const sum = valueOf([row({ ...changes, spent: spentIn('USD', 7) })], terms)
    expect(sum.uncounted[reason]).toBe(1)
    expect(sum.minutes).toEqual({ confirmed: 0, estimated: 0 })
    expect(sum.value).toEqual({ confirmed: -7, estimated: 0 })
  })

  it('takes the owner at their word where something needs work or there was nothing to do', () => {
    const said = { confirmedMinutes: 5 }
    const sum = valueOf([row({ ...said, verdict: 'needsWork' }), row({ ...said, end: 'nothingToDo' })], terms)
    expect(sum.minutes).toEqual({ confirmed: 10, estimated: 0 })
    expect(valueOf([row({ confirmedMinutes: 0 })], terms).counted).toEqual({ confirmed: 1, estimated: 0 })
  })

  it('counts what nobody made before as things made, not as hours', () => {
    const sum = valueOf(
      [row({ isNew: true, deliverables: 3 }), row({ isNew: true, end: 'failed', deliverables: 2 })],
      terms,
    )
    expect(sum).toMatchObject({ newDeliverables: 3, minutes: { confirmed: 0, estimated: 0 } })
  })

  it('says how much of it has no price', () => {
    const sum = valueOf([row({ unpricedCalls: 4 }), row({ unpricedCalls: 5 }), row()], terms)
    expect(sum).toMatchObject({ runs: 3, unpricedRuns: 2, unpricedCalls: 9 })
  })

  it('keeps the rate of each day when the rate changes', () => {
    const rates = withHourlyRate([hour18], { currency: usd, micros: 36_000_000 }, '2026-11-10')
    const before = valueOf([row({ day: '2026-11-09' })], { ...terms, hourlyRates: rates })
    const after = valueOf([row({ day: '2026-11-10' })], { ...terms, hourlyRates: rates })
    expect([before.labour.estimated, after.labour.estimated]).toEqual([6_000_000, 12_000_000])
    expect(before.hourlyRates).toEqual([hour18])
  })

  it('has no value without a rate, and still minutes and costs', () => {
    const sum = valueOf([row({ spent: spentIn('CNY', 5) })], { hourlyRates: [], exchangeRates: [] })
    expect(sum).toMatchObject({ currency: null, value: null, unratedRuns: 1, minutes: { estimated: 20 } })
    expect(sum.spent).toEqual([{ currency: 'CNY', micros: 5 }])
  })

  it('adds no money of two currencies without a rate, and says which is missing', () => {
    const sum = valueOf([row({ spent: [...spentIn('CNY', 7_120_000), ...spentIn('USD', 1)] })], terms)
    expect(sum).toMatchObject({ value: null, missingRates: [{ from: 'CNY', to: 'USD' }], exchangeRates: [] })
    expect(sum.spent).toEqual([
      { currency: 'CNY', micros: 7_120_000 },
      { currency: 'USD', micros: 1 },
    ])
  })

  it('converts at the rate of the day, or the oldest there is, and keeps the rate with the sum', () => {
    const rate = exchangeRateSchema.parse({ from: 'USD', to: 'CNY', rate: '7.12', date: '2026-11-20' })
    const later = { ...rate, rate: '8', date: '2026-11-25' }
    const sums = ['2026-11-02', '2026-11-24', '2026-11-25'].map((day) =>
      valueOf([row({ day, spent: spentIn('CNY', 7_120_000) })], { ...terms, exchangeRates: [later, rate] }),
    )
    expect(sums.map(({ models }) => models.estimated)).toEqual([1_000_000, 1_000_000, 890_000])
    expect(sums.map(({ exchangeRates }) => exchangeRates[0]?.date)).toEqual(['2026-11-20', '2026-11-20', '2026-11-25'])
  })

  it('goes over to another currency when the owner does', () => {
    const hourlyRates = withHourlyRate([hour18], { currency: eur, micros: 20_000_000 }, '2026-12-01')
    const exchangeRates = [exchangeRateSchema.parse({ from: 'EUR', to: 'USD', rate: '1.2', date: '2026-11-01' })]
    const rows = [row({ day: '2026-11-30' }), row({ day: '2026-12-01' })]
    expect(valueOf(rows, { hourlyRates, exchangeRates })).toMatchObject({
      currency: 'EUR',
      labour: { estimated: 5_000_000 + 6_666_667 },
    })
    expect(valueOf(rows, { hourlyRates, exchangeRates: [] }).value).toBeNull()
  })
})

describe('an hourly rate', () => {
  it('holds from its day on, the first one for all of the past', () => {
    const first = withHourlyRate([], { currency: usd, micros: 10 }, '2026-05-01')
    expect(hourlyRateOn(first, '1999-01-01')?.micros).toBe(10)
    const second = withHourlyRate(first, { currency: usd, micros: 20 }, '2026-06-01')
    expect(hourlyRateOn(second, '2026-05-31')?.micros).toBe(10)
    expect(hourlyRateOn(second, '2026-06-01')?.micros).toBe(20)
    const corrected = withHourlyRate(second, { currency: usd, micros: 30 }, '2026-06-01')
    expect(corrected).toHaveLength(2)
    expect(hourlyRateOn(corrected, '2026-06-01')?.micros).toBe(30)
  })

  it('is counted for a run in whole micro-units, rounded half away from zero', () => {
    expect(labourOf(1, { currency: usd, micros: 100, from: null })).toBe(2)
    expect(labourOf(1, { currency: usd, micros: 90, from: null })).toBe(2)
    expect(labourOf(1, { currency: usd, micros: 89, from: null })).toBe(1)
  })
})

const days = fc
  .integer({ min: 1, max: 400 })
  .map((index) => new Date(Date.UTC(2026, 0, index)).toISOString().slice(0, 10))
const rows = fc.array(
  fc.record({
    runId: fc.uuid(),
    agent: fc.integer({ min: 0, max: 4 }),
    job: fc.constantFrom(...valueJobs),
    day: days,
    end: fc.constantFrom(...valueEndSchema.options),
    undone: fc.boolean(),
    verdict: fc.constantFrom(null, ...verdictSchema.options),
    estimatedMinutes: fc.option(fc.integer({ min: 0, max: 500 })),
    confirmedMinutes: fc.option(fc.integer({ min: 0, max: 500 })),
    isNew: fc.boolean(),
    deliverables: fc.integer({ min: 0, max: 9 }),
    spent: fc.array(
      fc.record({
        currency: fc.constantFrom('USD', 'CNY', 'EUR'),
        micros: fc.integer({ min: 0, max: 1e9 }),
        estimatedMicros: fc.constant(0),
      }),
      { maxLength: 3 },
    ),
    unpricedCalls: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 60 },
)
const allRates = {
  hourlyRates: [hour18, hourlyRateSchema.parse({ currency: 'EUR', micros: 23_456_789, from: '2026-07-03' })],
  exchangeRates: [
    exchangeRateSchema.parse({ from: 'EUR', to: 'USD', rate: '1.1637', date: '2026-02-03' }),
    exchangeRateSchema.parse({ from: 'EUR', to: 'CNY', rate: '8.3', date: '2026-01-01' }),
    exchangeRateSchema.parse({ from: 'CNY', to: 'EUR', rate: '0.119', date: '2026-09-09' }),
  ],
}

describe('any runs', () => {
  const made = rows.map((each) =>
    each.map(({ agent, ...rest }) => valueRowSchema.parse({ ...rest, agentId: `a${agent}`, agentName: 'x' })),
  )
  const amounts = (sum: ValueSum) => [
    sum.runs,
    sum.counted.confirmed,
    sum.counted.estimated,
    uncountedRuns(sum),
    sum.minutes.confirmed,
    sum.minutes.estimated,
    sum.newDeliverables,
    sum.labour.confirmed,
    sum.labour.estimated,
    sum.models.confirmed,
    sum.models.estimated,
    sum.models.uncounted,
    sum.value?.confirmed ?? 0,
    sum.value?.estimated ?? 0,
    sum.unpricedRuns,
    sum.unpricedCalls,
  ]

  it('add up to the last micro-unit, however they are divided', () => {
    fc.assert(
      fc.property(made, (some) => {
        const whole = valueOf(some, allRates)
        valueSumSchema.parse(whole)
        for (const groups of [
          valueByMonth(some, allRates),
          valueByAgent(some, allRates),
          valueByJob(some, allRates),
          valueBy(some, ({ runId }) => runId, allRates),
        ]) {
          const sums = groups.map(({ value }) => amounts(value))
          const added = amounts(whole).map((_amount, index) => sums.reduce((sum, each) => sum + (each[index] ?? 0), 0))
          expect(added).toEqual(amounts(whole))
        }
        expect(whole.counted.confirmed + whole.counted.estimated + uncountedRuns(whole)).toBe(some.length)
      }),
    )
  })

  it('are worth the same in any order', () => {
    fc.assert(
      fc.property(made, (some) => {
        expect(amounts(valueOf(some.toReversed(), allRates))).toEqual(amounts(valueOf(some, allRates)))
      }),
    )
  })

  it('keep the estimate out of the confirmed: what agents are thought to save never changes it', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 0, max: 999 }), (some, minutes) => {
        const changed = some.map((each) => ({
          ...each,
          estimatedMinutes: each.estimatedMinutes === null ? null : minutes,
        }))
        const [before, after] = [valueOf(some, allRates), valueOf(changed, allRates)]
        expect(after.labour.confirmed).toBe(before.labour.confirmed)
        expect(after.minutes.confirmed).toBe(before.minutes.confirmed)
        expect(after.value?.confirmed).toBe(before.value?.confirmed)
      }),
    )
  })
})
