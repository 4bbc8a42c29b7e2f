import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AdviceHistory,
  adviceHistorySchema,
  type AdviceRun,
  agentAdviceSchema,
} from '../../../../shared/model/advice.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { valueEndSchema, verdictSchema } from '../../../../shared/model/value.ts'
import { adviceOf } from '../../../../shared/rules/value/advice-of.ts'

const usd = (micros: number) => [{ currency: 'USD', micros, estimatedMicros: 0 }]
const seen = { isSeen: true }
const price = (input: number, currency = 'USD') => ({
  kind: 'rates',
  currency,
  rates: { input, output: input, cachedRead: null, cacheWrite: null, reasoning: null },
  validFrom: 0,
  source: 'test',
})

function history(runs: readonly object[], changes: object = {}): AdviceHistory {
  return adviceHistorySchema.parse({
    agentId: 'agent',
    agentName: 'Prices',
    enabled: true,
    asksAgain: false,
    cheaper: null,
    runs: runs.map((run, index) => ({
      runId: `run-${index}`,
      day: `2026-11-${String(28 - index).padStart(2, '0')}`,
      end: 'complete',
      code: null,
      undone: false,
      verdict: null,
      confirmedMinutes: null,
      isNew: false,
      deliverables: 1,
      hasFile: true,
      isSeen: false,
      spent: [],
      unpricedCalls: 0,
      calls: 1,
      tokens: noTokens,
      ...run,
    })),
    ...changes,
  })
}
const times = (count: number, run: object) => Array.from({ length: count }, () => run)
const advise = (runs: readonly object[], changes: object = {}) => adviceOf([history(runs, changes)])[0]?.advice
const failed = (code: string, micros = 10) => ({ end: 'failed', code, spent: usd(micros) })

const night = {
  ...price(1_000_000),
  variants: [
    {
      when: {
        window: {
          zone: 'UTC',
          weekdays: [1, 2, 3, 4, 5, 6, 7],
          hours: [{ from: '00:00', to: '08:00' }],
          exceptHolidays: null,
        },
      },
      rates: price(500_000).rates,
    },
  ],
}
const paid = { spent: usd(1_000), calls: 1, tokens: { ...noTokens, input: 1_000 }, isSeen: true }

describe('advice to run at another time', () => {
  it('says what the cheapest hours would have spared, and lets it be ready in the morning', () => {
    expect(advise(times(6, paid), { couldWait: { label: 'Large', price: night } })).toEqual({
      kind: 'cheapen',
      how: 'offPeak',
      runs: 6,
      spent: [{ currency: 'USD', micros: 6_000 }],
      instead: { label: 'Large', low: { currency: 'USD', micros: 3_000 }, high: { currency: 'USD', micros: 3_000 } },
      change: { kind: 'readyBy', at: '08:00' },
    })
  })

  it.each([
    ['hours make no difference', { couldWait: { label: 'Large', price: price(500_000) } }, paid],
    ['it already ran in them', { couldWait: { label: 'Large', price: night } }, { ...paid, spent: usd(500) }],
    ['a price is unknown', { couldWait: { label: 'Large', price: night } }, { ...paid, unpricedCalls: 1 }],
    ['currencies differ', { couldWait: { label: 'Large', price: { ...night, currency: 'CNY' } } }, paid],
    ['it waits already, or cannot', {}, paid],
  ])('says nothing where %s', (_why, changes, run) => {
    expect(advise(times(6, run), changes)).toBeUndefined()
  })

  it('halves how often it starts where most runs found nothing to do', () => {
    const idle = { end: 'nothingToDo', hasFile: false, deliverables: 0, spent: usd(10) }
    const runs = [...times(9, idle), ...times(3, { isSeen: true })]
    expect(advise(runs, { couldRunLess: true })).toMatchObject({
      how: 'lessOften',
      runs: 12,
      idle: 9,
      spent: [{ micros: 90 }],
      change: { kind: 'halfAsOften' },
    })
    expect(advise(runs)).toBeUndefined()
    expect(advise(runs, { couldRunLess: true, enabled: false })).toBeUndefined()
    expect(advise([...times(6, idle), ...times(6, { isSeen: true })], { couldRunLess: true })).toBeUndefined()
  })
})

describe('advice to fix', () => {
  it('names the commonest reason of failures, how many, and what they cost', () => {
    const runs = [
      failed('folder.missing'),
      failed('provider.keyRefused'),
      ...times(2, failed('folder.missing')),
      {},
      {},
    ]
    expect(advise(runs)).toEqual({
      kind: 'fix',
      because: 'fails',
      code: 'folder.missing',
      runId: 'run-0',
      bad: 3,
      of: 6,
      spent: [{ currency: 'USD', micros: 30 }],
      change: { kind: 'switchOff' },
    })
    expect(advise(runs, { enabled: false })).toMatchObject({ change: null })
  })

  it('says nothing once it goes well again, of rare failures, or of old ones', () => {
    expect(advise([seen, ...times(5, failed('folder.missing'))])).toBeUndefined()
    expect(advise([...times(2, failed('folder.missing')), ...times(9, seen)])).toBeUndefined()
    expect(
      advise([failed('folder.missing'), ...times(19, seen), ...times(7, failed('folder.missing'))]),
    ).toBeUndefined()
  })

  it('minds noes, changes taken back, and results that were not good enough', () => {
    const noes = [{ end: 'refused' }, { undone: true }, { end: 'refused' }, seen, seen]
    expect(advise(noes)).toMatchObject({ because: 'refused', code: null, bad: 3, of: 5 })
    const poor = [{ verdict: 'useless' }, { verdict: 'needsWork' }, { verdict: 'useless' }, { verdict: 'accepted' }]
    expect(advise([...poor, ...times(8, seen)])).toMatchObject({ because: 'judged', bad: 3, of: 4 })
  })
})

describe('advice to retire', () => {
  it('follows ten results nobody looked at', () => {
    expect(advise(times(10, { spent: usd(5) }))).toEqual({
      kind: 'retire',
      results: 10,
      since: '2026-11-19',
      spent: [{ currency: 'USD', micros: 50 }],
      change: { kind: 'switchOff' },
    })
  })

  it.each([
    ['nine are too few', times(9, {})],
    ['one was looked at', [...times(9, {}), seen]],
    ['one was accepted', [...times(9, {}), { verdict: 'accepted' }]],
    ['they came within two days', times(12, { day: '2026-11-03' })],
    ['nobody knows whether mails were read', times(12, { hasFile: false })],
  ])('does not, where %s', (_why, runs) => {
    expect(advise(runs)?.kind).not.toBe('retire')
  })

  it('does not, where it is switched off', () => {
    expect(advise(times(10, {}), { enabled: false })).toBeUndefined()
  })
})

describe('advice to make it cheaper', () => {
  const paid = { ...seen, spent: usd(1_000_000), calls: 2, tokens: { ...noTokens, input: 400_000, output: 100_000 } }

  it('says what the same calls would have cost with a model that is good enough', () => {
    expect(advise(times(5, paid), { cheaper: { label: 'Small', price: price(200_000) } })).toEqual({
      kind: 'cheapen',
      how: 'model',
      runs: 5,
      spent: [{ currency: 'USD', micros: 5_000_000 }],
      instead: {
        label: 'Small',
        low: { currency: 'USD', micros: 500_000 },
        high: { currency: 'USD', micros: 500_000 },
      },
      change: { kind: 'model', modelPolicy: { kind: 'cheapest' } },
    })
    const free = { kind: 'free', validFrom: 0, source: 'test' }
    expect(advise(times(5, paid), { cheaper: { label: 'Here', price: free } })).toMatchObject({
      instead: { high: { currency: 'USD', micros: 0 } },
    })
  })

  it.each([
    ['it saves little', paid, price(1_500_000)],
    ['it is paid in another currency', paid, price(1, 'CNY')],
    ['some of the cost is not known', { ...paid, unpricedCalls: 1 }, price(1)],
    ['it was paid in two currencies', { ...paid, spent: [...usd(1), { ...usd(1)[0], currency: 'CNY' }] }, price(1)],
  ])('says nothing of a model where %s', (_why, run, of) => {
    expect(advise(times(5, run), { cheaper: { label: 'Small', price: of } })).toBeUndefined()
  })

  it('offers not to ask anew what was asked before', () => {
    expect(advise(times(5, paid), { asksAgain: true })).toMatchObject({
      how: 'askOnce',
      instead: null,
      change: { kind: 'askOnce' },
    })
    expect(advise(times(4, paid), { asksAgain: true })).toBeUndefined()
  })
})

describe('advice to keep it', () => {
  it('follows results the owner accepted or confirmed', () => {
    const good = [
      { verdict: 'accepted', confirmedMinutes: 15 },
      { confirmedMinutes: 10 },
      { verdict: 'accepted' },
      seen,
    ]
    expect(advise(good)).toEqual({ kind: 'keep', good: 3, judged: 3, confirmedMinutes: 25, spent: [] })
  })

  it('counts no minutes of what nobody did before', () => {
    expect(advise(times(3, { confirmedMinutes: 10, isNew: true }))).toMatchObject({ good: 3, confirmedMinutes: 0 })
  })
})

describe('any history', () => {
  it('gives at most one piece of advice for an agent, what presses most first, with figures that are true', () => {
    const run = fc.record({
      end: fc.constantFrom(...valueEndSchema.options),
      code: fc.constantFrom(null, 'folder.missing', 'budget.reached'),
      undone: fc.boolean(),
      verdict: fc.constantFrom(null, ...verdictSchema.options),
      confirmedMinutes: fc.option(fc.integer({ min: 0, max: 90 })),
      isSeen: fc.boolean(),
      spent: fc.integer({ min: 0, max: 1e7 }).map(usd),
    })
    const some = fc.array(fc.array(run, { maxLength: 27 }), { maxLength: 5 })
    const rank = ['fix', 'retire', 'cheapen', 'keep']
    fc.assert(
      fc.property(some, fc.boolean(), (all, asksAgain) => {
        const given = adviceOf(all.map((runs, index) => history(runs, { agentId: `a${index}`, asksAgain })))
        agentAdviceSchema.array().parse(given)
        expect(new Set(given.map(({ agentId }) => agentId)).size).toBe(given.length)
        const ranks = given.map(({ advice }) => rank.indexOf(advice.kind))
        expect(ranks).toEqual(ranks.toSorted((left, right) => left - right))
        for (const { agentId, advice } of given) {
          const runs: Pick<AdviceRun, 'spent'>[] = history(all[Number(agentId.slice(1))] ?? []).runs
          const cost = runs.reduce((sum, { spent }) => sum + (spent[0]?.micros ?? 0), 0)
          expect(advice.spent.reduce((sum, { micros }) => sum + micros, 0)).toBeLessThanOrEqual(cost)
        }
      }),
    )
  })
})
