import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openLedger } from '../../electron/gateway/ledger/ledger.ts'
import { readMoney } from '../../electron/gateway/ledger/read-money.ts'
import { readReport } from '../../electron/gateway/ledger/read-report.ts'
import { ledgerMigrations } from '../../electron/gateway/ledger/schema.ts'
import { systemClock } from '../../electron/clock.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { priceSchema } from '../../shared/model/price.ts'
import { moneyViewSchema } from '../../shared/model/money-report.ts'
import { noTokens, totalTokens } from '../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../shared/rules/price/cost.ts'
import { intentOf, replyOf } from '../gateway/ledger/make-ledger.ts'
import { freshFolder } from './apps.ts'
import { type Line, median } from './measure/table.ts'
import { insertEvent, seedEvents } from './seed-events.ts'

const together = 100
const batches = 60
const rounds = 5

/** So many events a second come in while it is measured how long each waits for the disk. */
const pace = 500
const pacedEvents = 1_000

/**
 * P9: usage events through our group commit, each with all it belongs to, against bare rows of the same table in batches of a
 * hundred; both as fast as they can. How long one waits until it is on disk is measured at a pace, since at full speed it is as
 * long as the queue.
 */
export async function measureEvents(): Promise<Line[]> {
  const raw: number[] = []
  const ours: number[] = []
  const acknowledged: number[] = []
  for (let round = 0; round < rounds; round++) {
    raw.push(rawEvents(join(freshFolder(), 'raw.db')))
    ours.push(await ourEvents(join(freshFolder(), 'ledger.db')))
    acknowledged.push(...(await pacedAnswers(join(freshFolder(), 'ledger.db'))))
  }
  return [
    {
      bar: 'P9',
      what: 'durable usage events, with rollups, totals, calls and replies',
      peer: { name: 'raw rows in batches of 100', value: median(raw) },
      ours: median(ours),
      unit: 'events/s',
      goal: { kind: 'least', value: 0.7 },
    },
    {
      bar: 'P9',
      what: `acknowledged (median), ${pace} events/s`,
      peer: { name: 'no peer', value: 0 },
      ours: median(acknowledged),
      unit: 'ms',
      goal: { kind: 'at-most', value: 10 },
    },
  ]
}

/** P10: the month's report from rollups against the same sums from the events, which have an index for it. */
export function measureReport(count: number): Line[] {
  const path = join(freshFolder(), 'ledger.db')
  const db = openDatabase({ path, migrations: ledgerMigrations, backupFolder: null, now: systemClock.now })
  seedEvents(db, count)
  db.exec('CREATE INDEX bench_by_day ON usage_events (day, model, agent)')
  const raw = db.prepare(`SELECT day, model, agent, charge > 1, pricing, currency, COUNT(*), SUM(input), SUM(output),
    SUM(reasoning), SUM(cached_read), SUM(micros), SUM(pico_rest),
    SUM(input + output + reasoning + cached_read) AS tokens FROM usage_events
    WHERE day BETWEEN '2026-03-01' AND '2026-03-31' GROUP BY 1, 2, 3, 4, 5, 6`)
  const timed = (work: () => unknown): number => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  }
  const report = () => readReport(db, '2026-03-01', '2026-03-31')
  const view = moneyViewSchema.parse({
    ...{ from: '2026-03-01', to: '2026-03-31', by: 'day', agentId: null, providerId: null, model: null },
  })
  const page = () => readMoney(db, view, (runIds) => new Map(runIds.map((runId) => [runId, false])), systemClock.zone())
  const peer: number[] = []
  const ours: number[] = []
  const pages: number[] = []
  const { sum, failed, counted } = page()
  if (totalTokens(sum.tokens) !== sumOf(raw.all().map(({ tokens }) => Number(tokens))) || failed.runs > 0) {
    throw new Error('the money page and the events differ')
  }
  if (counted.calls !== counted.of) throw new Error('not every call is in the sums of runs')
  if (
    sumOf(report().map(({ tokens }) => totalTokens(tokens))) !== sumOf(raw.all().map(({ tokens }) => Number(tokens)))
  ) {
    throw new Error('the report and the events differ')
  }
  for (let round = 0; round < rounds; round++) {
    peer.push(timed(() => raw.all()))
    // The events it has just read through have pushed everything else out of the cache.
    report()
    ours.push(timed(report))
    pages.push(timed(page))
  }
  db.close()
  return [
    {
      bar: 'P10',
      what: `a month's report over ${count.toLocaleString('en')} events, warm`,
      peer: { name: 'raw indexed SQL', value: median(peer) },
      ours: median(ours),
      unit: 'ms',
      goal: { kind: 'at-most', value: 20 },
    },
    {
      bar: 'P10',
      what: 'everything the money page shows of that month',
      peer: { name: 'raw indexed SQL', value: median(peer) },
      ours: median(pages),
      unit: 'ms',
      goal: { kind: 'most', value: 1 },
    },
  ]
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const price = priceSchema.parse({
  kind: 'rates',
  currency: 'USD',
  rates: { input: 150_000, output: 600_000, cachedRead: 75_000, cacheWrite: null, reasoning: null, perRequest: 0 },
  validFrom: 0,
  source: 'bench',
})
const tokens = { input: 900, output: 120 }

const charge = {
  tokens: { ...noTokens, ...tokens },
  cost: costOf(price, { ...noTokens, ...tokens }, plainFacts(systemClock.now())),
  estimated: false,
  basis: 'reported' as const,
  raw: null,
}

async function ledgerWith(path: string, count: number) {
  const ledger = openLedger({
    path,
    backupFolder: join(path, '..', 'backups'),
    now: systemClock.now,
    zone: systemClock.zone(),
    soon: (callback) => void setImmediate(callback),
    after: systemClock.after,
    onTrouble: () => undefined,
  })
  const calls = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      ledger.intend(
        intentOf({ runId: `run-${index % 20}`, agentId: `agent-${index % 10}`, callKey: `s/i/${index}`, price }),
      ),
    ),
  )
  const settle = (call: (typeof calls)[number]) =>
    ledger.settle(call, { state: 'done', reply: replyOf('An answer of a few words.'), charge })
  return { ledger, calls, settle }
}

async function ourEvents(path: string): Promise<number> {
  const { ledger, calls, settle } = await ledgerWith(path, together * batches)
  const begun = performance.now()
  await Promise.all(calls.map(settle))
  const perSecond = calls.length / ((performance.now() - begun) / 1_000)
  await ledger.close()
  return perSecond
}

/** Milliseconds from each event to the word that it is on disk. */
async function pacedAnswers(path: string): Promise<number[]> {
  const { ledger, calls, settle } = await ledgerWith(path, pacedEvents)
  const begun = performance.now()
  const answers: Promise<number>[] = []
  for (const [index, call] of calls.entries()) {
    const due = begun + (index * 1_000) / pace
    while (performance.now() < due) await pause(1)
    const sent = performance.now()
    answers.push(settle(call).then(() => performance.now() - sent))
  }
  const waited = await Promise.all(answers)
  await ledger.close()
  return waited
}

/** The same rows in the same table, and nothing else; one transaction, made durable, for each hundred. */
function rawEvents(path: string): number {
  const db = openDatabase({ path, migrations: ledgerMigrations, backupFolder: null, now: systemClock.now })
  seedEvents(db, 1)
  const insert = db.prepare(insertEvent)
  const begun = performance.now()
  for (let batch = 0; batch < batches; batch++) {
    db.exec('BEGIN IMMEDIATE')
    for (let index = 0; index < together; index++) {
      insert.run(
        1,
        1,
        1,
        1,
        Math.round(begun),
        '2026-03-05',
        1,
        'known',
        'USD',
        900,
        0,
        0,
        0,
        0,
        120,
        0,
        0,
        207,
        0,
        0,
        'reported',
      )
    }
    db.exec('COMMIT')
  }
  const perSecond = (together * batches) / ((performance.now() - begun) / 1_000)
  db.close()
  return perSecond
}
