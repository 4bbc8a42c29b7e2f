import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/model/brand.ts'
import { picoPerMicro } from '../../../shared/model/money.ts'
import { type TokenCounts, tokenKinds } from '../../../shared/model/usage.ts'
import type { Cost } from '../../../shared/rules/price/cost.ts'
import type { RawUsage } from '../wire/chat.ts'
import { createDaySums } from './day-sums.ts'
import { createRunDays, type RunDayDeltas } from './run-days.ts'
import { createUsageSum, linesOfCall, type UsageLine, type UsageSum } from './usage-lines.ts'

/** Why a usage event says what it says: the vendor's figures, or our own count and the reason for it. */
export const usageBases = ['reported', 'counted', 'cut', 'failed', 'stopped', 'lost'] as const
export type UsageBasis = (typeof usageBases)[number]

/** One call's tokens and money. `call`, `run`, `agent`, `model` and `price` are row numbers of the ledger. */
export type UsageEvent = {
  call: number
  run: number
  agent: number
  model: number
  price: number | null
  at: Instant
  day: string
  /** 1, or more where the same call had been charged before. */
  charge: number
  tokens: TokenCounts
  cost: Cost
  estimated: boolean
  basis: UsageBasis
  rawUsage: RawUsage | null
}

/** The events of one transaction, and what they add to rollups and run totals, gathered so that each row is written once. */
export type UsageDeltas = {
  events: UsageEvent[]
  rollups: Map<string, RollupDelta>
  runs: Map<number, UsageSum>
  runDays: RunDayDeltas
}
type RollupDelta = { day: string; agent: number; model: number; retry: 0 | 1; sum: UsageSum }

export type UsageRecorder = {
  begin(): UsageDeltas
  /** The event is written by `finish`, or by `flush`, together with others. */
  record(deltas: UsageDeltas, event: UsageEvent): void
  /** Writes the events that were recorded so far, for whoever counts them. */
  flush(deltas: UsageDeltas): void
  /** Counts an event that is on record already. */
  count(deltas: UsageDeltas, event: UsageEvent): void
  /** Counts an event that is on record, and in every sum but those of runs by day. */
  countRunDay(deltas: UsageDeltas, event: UsageEvent): void
  finish(deltas: UsageDeltas): void
}

/** What a vendor's usage object may take in the ledger; a longer one is not kept. */
const longestRawUsage = 4_000

/** Appends usage events and keeps rollups and run totals equal to their sum, within the caller's transaction. */
export function createUsageRecorder(db: DatabaseSync): UsageRecorder {
  const insertOne = db.prepare(insertEvents(1))
  const insertMany = db.prepare(insertEvents(together))
  const addToRollup = db.prepare(upsert('rollups', ['day', 'agent', 'model', 'retry', 'pricing', 'currency', 'kind']))
  const daySums = createDaySums(db)
  const runDays = createRunDays(db)
  const addToRun = db.prepare(upsert('run_totals', ['run', 'pricing', 'currency', 'kind']))

  const count = (deltas: UsageDeltas, event: UsageEvent): void => {
    const retry = event.charge > 1 ? 1 : 0
    const key = `${event.day} ${event.agent} ${event.model} ${retry}`
    const rollup = deltas.rollups.get(key) ?? {
      day: event.day,
      agent: event.agent,
      model: event.model,
      retry,
      sum: createUsageSum(),
    }
    const run = deltas.runs.get(event.run) ?? createUsageSum()
    const lines = linesOfCall(event)
    rollup.sum.add(lines)
    run.add(lines)
    deltas.rollups.set(key, rollup)
    deltas.runs.set(event.run, run)
    runDays.count(deltas.runDays, event)
  }

  const flush = (deltas: UsageDeltas): void => {
    const { events } = deltas
    let written = 0
    for (; written + together <= events.length; written += together) {
      insertMany.run(...events.slice(written, written + together).flatMap(valuesOfEvent))
    }
    for (const event of events.slice(written)) insertOne.run(...valuesOfEvent(event))
    deltas.events = []
  }

  return {
    begin: () => ({ events: [], rollups: new Map(), runs: new Map(), runDays: new Map() }),
    record(deltas, event) {
      deltas.events.push(event)
      count(deltas, event)
    },
    flush,
    count,
    countRunDay: (deltas, event) => runDays.count(deltas.runDays, event),
    finish(deltas) {
      flush(deltas)
      for (const { day, agent, model, retry, sum } of deltas.rollups.values()) {
        const lines = sum.lines()
        for (const line of lines) addToRollup.run(day, agent, model, retry, ...valuesOf(line))
        daySums.add(day, agent, model, retry, lines)
      }
      for (const [run, sum] of deltas.runs) {
        for (const line of sum.lines()) addToRun.run(run, ...valuesOf(line))
      }
      runDays.write(deltas.runDays)
    },
  }
}

/** So many events share one statement, which costs half of what each would need alone. */
const together = 20

const eventColumns = `call, run, agent, model, price, at, day, charge, pricing, currency,
    input, cached_read, cache_write, image_input, audio_input, output, reasoning, audio_output,
    micros, pico_rest, estimated, basis, raw_usage`

function insertEvents(rows: number): string {
  const places = `(${eventColumns
    .split(',')
    .map(() => '?')
    .join(', ')})`
  return `INSERT INTO usage_events (${eventColumns}) VALUES ${Array(rows).fill(places).join(', ')}`
}

function valuesOfEvent(event: UsageEvent): (string | number | bigint | null)[] {
  const { tokens, cost } = event
  const pico = cost.status === 'known' ? cost.pico : 0n
  const raw = event.rawUsage === null ? null : JSON.stringify(event.rawUsage)
  return [
    event.call,
    event.run,
    event.agent,
    event.model,
    event.price,
    event.at,
    event.day,
    event.charge,
    cost.status,
    cost.status === 'known' ? cost.currency : '',
    ...tokenKinds.map((kind) => tokens[kind]),
    pico / picoPerMicro,
    pico % picoPerMicro,
    event.estimated ? 1 : 0,
    event.basis,
    raw !== null && raw.length <= longestRawUsage ? raw : null,
  ]
}

function valuesOf(line: UsageLine): (string | number | bigint)[] {
  return [
    line.pricing,
    line.currency,
    line.kind,
    line.quantity,
    line.pico / picoPerMicro,
    line.pico % picoPerMicro,
    line.estimatedQuantity,
    line.estimatedPico / picoPerMicro,
    line.estimatedPico % picoPerMicro,
  ]
}

function upsert(table: string, key: readonly string[]): string {
  const money = (name: string): string[] => [
    `${name}micros = ${name}micros + excluded.${name}micros +
      (${name}pico_rest + excluded.${name}pico_rest) / ${picoPerMicro}`,
    `${name}pico_rest = (${name}pico_rest + excluded.${name}pico_rest) % ${picoPerMicro}`,
  ]
  const sums = ['quantity', 'micros', 'pico_rest', 'estimated_quantity', 'estimated_micros', 'estimated_pico_rest']
  const columns = [...key, ...sums]
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET
      quantity = quantity + excluded.quantity,
      estimated_quantity = estimated_quantity + excluded.estimated_quantity,
      ${[...money(''), ...money('estimated_')].join(',\n      ')}`
}
