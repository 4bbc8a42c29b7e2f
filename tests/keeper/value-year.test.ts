import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMoneyPage } from '../../electron/keeper/read-money-page.ts'
import { readValue } from '../../electron/keeper/read-value.ts'
import { createFiringRepository } from '../../electron/storage/companion/firings.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { createRunValueRepository } from '../../electron/storage/companion/run-values.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { createDigestService } from '../../electron/supervisor/digest/digest-service.ts'
import { agentIdSchema, runIdSchema, zoneSchema } from '../../shared/model/brand.ts'
import { hourlyRatesSchema } from '../../shared/model/hourly-rate.ts'
import { type ValueRow, valueRowSchema, type ValueSum } from '../../shared/model/value.ts'
import { exchangeRateSchema } from '../../shared/rules/price/convert.ts'
import { createFakeClock } from '../helpers/fake-clock.ts'
import { at, birthday } from '../helpers/things.ts'
import { seedYear, type Year } from './seed-year.ts'

const zone = zoneSchema.parse('Asia/Shanghai')
/** The rate was raised in July; what was earned before keeps the old one. */
const hourlyRates = hourlyRatesSchema.parse([
  { currency: 'USD', micros: 18_000_001, from: null },
  { currency: 'USD', micros: 24_000_007, from: '2026-07-01' },
])
const exchangeRates = [exchangeRateSchema.parse({ from: 'CNY', to: 'USD', rate: '0.1403', date: '2026-01-01' })]
const terms = { hourlyRates, exchangeRates }
let folder = ''
let year: Year
let db: DatabaseSync
let rows: ValueRow[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-value-'))
  year = seedYear(folder, 30_000, zone)
  db = openDatabase({
    path: year.companionPath,
    migrations: companionMigrations,
    backupFolder: null,
    now: () => birthday,
  })
  rows = seedValues(db)
}, 120_000)
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What 3,000 runs contributed, in every way a run may end and be judged. */
function seedValues(into: DatabaseSync): ValueRow[] {
  const values = createRunValueRepository(into)
  const ends = ['complete', 'complete', 'partial', 'nothingToDo', 'failed', 'refused', 'stopped'] as const
  const verdicts = [null, null, 'accepted', 'needsWork', 'useless'] as const
  return Array.from({ length: 3_000 }, (_, index) => {
    const endedAt = at(new Date(Date.UTC(2026, 0, 1) + index * 10_510_000).toISOString())
    const day = new Date(endedAt + 8 * 3_600_000).toISOString().slice(0, 10)
    const row = valueRowSchema.parse({
      ...{ runId: `run-${index}`, agentId: `agent-${index % 20}`, agentName: `Agent ${index % 20}` },
      ...{ job: index % 3 === 0 ? 'documents' : 'other', day, end: ends[index % 7], isNew: index % 11 === 0 },
      ...{ undone: index % 31 === 0, verdict: verdicts[index % 5] },
      estimatedMinutes: index % 13 === 0 ? null : (index * 7) % 90,
      confirmedMinutes: index % 4 === 0 ? (index * 5) % 120 : null,
      deliverables: index % 3,
      spent: [
        { currency: 'USD', micros: (index * 7919) % 900_001, estimatedMicros: 0 },
        { currency: 'CNY', micros: (index * 104_729) % 300_003, estimatedMicros: 0 },
      ],
      unpricedCalls: index % 17 === 0 ? 2 : 0,
    })
    values.keep({ ...row, endedAt })
    values.mark(row.runId, { at: endedAt, ...row })
    return row
  })
}

/** The independent sum: plain arithmetic over what was seeded, one run after the other. */
function told(some: readonly ValueRow[]) {
  const sum = { runs: some.length, minutes: [0, 0], labour: [0n, 0n], models: [0n, 0n, 0n], made: 0, unpriced: 0 }
  const half = (numerator: bigint, denominator: bigint) => (2n * numerator + denominator) / (2n * denominator)
  for (const row of some) {
    const failed = row.end === 'failed' || row.end === 'refused' || row.end === 'stopped'
    const out = failed || row.undone || row.verdict === 'useless' || row.isNew
    const guess = row.end !== 'nothingToDo' && row.verdict !== 'needsWork' && row.estimatedMinutes !== null
    const kind = out ? 2 : row.confirmedMinutes !== null ? 0 : guess ? 1 : 2
    const minutes = kind === 0 ? (row.confirmedMinutes ?? 0) : kind === 1 ? (row.estimatedMinutes ?? 0) : 0
    if (kind < 2) {
      sum.minutes[kind] = (sum.minutes[kind] ?? 0) + minutes
      const rate = row.day < '2026-07-01' ? 18_000_001n : 24_000_007n
      sum.labour[kind] = (sum.labour[kind] ?? 0n) + half(BigInt(minutes) * rate, 60n)
    }
    for (const { currency, micros } of row.spent) {
      const usd = currency === 'USD' ? BigInt(micros) : half(BigInt(micros) * 1403n, 10_000n)
      sum.models[kind] = (sum.models[kind] ?? 0n) + usd
    }
    if (!failed && !row.undone && row.verdict !== 'useless' && row.isNew) sum.made += row.deliverables
    if (row.unpricedCalls > 0) sum.unpriced += 1
  }
  return sum
}

function expectSame(value: ValueSum, some: readonly ValueRow[]): void {
  const sum = told(some)
  const [confirmed = 0n, estimated = 0n, uncounted = 0n] = sum.models
  const [sure = 0n, guessed = 0n] = sum.labour
  expect({
    runs: value.runs,
    minutes: [value.minutes.confirmed, value.minutes.estimated],
    labour: [BigInt(value.labour.confirmed), BigInt(value.labour.estimated)],
    models: [value.models.confirmed, value.models.estimated, value.models.uncounted].map(BigInt),
    made: value.newDeliverables,
    unpriced: value.unpricedRuns,
  }).toEqual(sum)
  expect(value.value).toEqual({
    confirmed: Number(sure - confirmed - uncounted),
    estimated: Number(guessed - estimated),
  })
}

const mondays = Array.from({ length: 52 }, (_, week) =>
  new Date(Date.UTC(2026, 0, 5) + week * 7 * 86_400_000).toISOString().slice(0, 10),
)
const sunday = (monday: string) => new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10)
const plus = (sums: readonly ValueSum[], read: (sum: ValueSum) => number) =>
  sums.reduce((all, sum) => all + read(sum), 0)

describe('a year of value', () => {
  it('agrees with an independent sum, as a whole, by month, by agent and by kind of job', () => {
    const report = readValue(db, { from: null, to: null, ...terms })
    expectSame(report.total, rows)
    for (const { month, value } of report.months)
      expectSame(
        value,
        rows.filter(({ day }) => day.startsWith(month)),
      )
    for (const { agentId, value } of report.agents)
      expectSame(
        value,
        rows.filter((row) => row.agentId === agentId),
      )
    for (const { job, value } of report.jobs)
      expectSame(
        value,
        rows.filter((row) => row.job === job),
      )
    for (const groups of [report.months, report.agents, report.jobs]) {
      const sums = groups.map(({ value }) => value)
      expect(plus(sums, ({ labour }) => labour.confirmed)).toBe(report.total.labour.confirmed)
      expect(plus(sums, ({ value }) => value?.confirmed ?? 0)).toBe(report.total.value?.confirmed)
      expect(plus(sums, ({ value }) => value?.estimated ?? 0)).toBe(report.total.value?.estimated)
      expect(plus(sums, ({ models }) => models.uncounted)).toBe(report.total.models.uncounted)
    }
  })

  it('is the same in the digest of each week, and so is the money of that week', async () => {
    const digests = createDigestService({
      value: { read: async (range) => readValue(db, { ...range, ...terms }) },
      money: {
        read: (view) =>
          readMoneyPage({
            ...{ path: year.ledgerPath, companionPath: year.companionPath, at: birthday, zone, own: [], view },
          }),
      },
      values: createRunValueRepository(db),
      firings: createFiringRepository(db),
      clock: createFakeClock(birthday, zone),
    })
    let runs = 0
    for (const monday of mondays) {
      const to = sunday(monday)
      // Asked for by any of its days.
      const digest = await digests.read(to)
      expect(digest).toMatchObject({ from: monday, to, notOnTime: 0 })
      const ended = rows.filter(({ day }) => day >= monday && day <= to)
      runs += ended.length
      expectSame(digest.value.total, ended)
      expect(digest.deliverables).toBe(ended.reduce((sum, row) => sum + row.deliverables, 0))
      const calls = year.told.filter(({ day }) => day >= monday && day <= to)
      expect(digest.money.sum.calls).toBe(calls.length)
      for (const { currency, pico } of digest.money.sum.amounts) {
        const own = calls.filter((call) => call.pricing === 'known' && call.currency === currency)
        expect(pico, `${monday} ${currency}`).toBe(String(own.reduce((sum, call) => sum + call.pico, 0n)))
      }
    }
    const outside = rows.filter(({ day }) => day < '2026-01-05' || day > '2027-01-03').length
    expect(runs).toBe(rows.length - outside)
  }, 60_000)

  it('changes for the future only when the rate changes, and explains itself', () => {
    const before = readValue(db, { from: '2026-01-01', to: '2026-06-30', ...terms })
    const raised = hourlyRatesSchema.parse([
      ...hourlyRates,
      { currency: 'USD', micros: 99_000_000, from: '2026-09-01' },
    ])
    expect(readValue(db, { from: '2026-01-01', to: '2026-06-30', ...terms, hourlyRates: raised })).toEqual(before)
    expect(before.total.hourlyRates).toEqual(hourlyRates.slice(0, 1))
    const without = readValue(db, { from: null, to: null, hourlyRates, exchangeRates: [] })
    expect(without.total).toMatchObject({ value: null, missingRates: [{ from: 'CNY', to: 'USD' }] })
  })

  it('stays where the runs themselves are gone', () => {
    const all = readValue(db, { from: null, to: null, ...terms })
    db.exec('PRAGMA foreign_keys = OFF')
    db.exec('DELETE FROM runs')
    expect(readValue(db, { from: null, to: null, ...terms })).toEqual(all)
    expect(createRunValueRepository(db).marksOf([runIdSchema.parse('run-4')])).toHaveLength(1)
    expect(createRunValueRepository(db).minutesOf(agentIdSchema.parse('agent-1'))).toBeNull()
  })
})
