import { join } from 'node:path'
import { dayOf } from '../../electron/gateway/ledger/day-of.ts'
import { createUsageRecorder } from '../../electron/gateway/ledger/record-usage.ts'
import { ledgerMigrations } from '../../electron/gateway/ledger/schema.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { inTransaction } from '../../electron/storage/transaction.ts'
import { runIdSchema, type Zone } from '../../shared/model/brand.ts'
import { type Price, priceSchema } from '../../shared/model/price.ts'
import { noTokens, type TokenKind, tokenKinds } from '../../shared/model/usage.ts'
import { type Cost, costOf, plainFacts } from '../../shared/rules/price/cost.ts'
import { at as moment, birthday, makeRun } from '../helpers/things.ts'

/** One call as whoever seeded it knows it, worked out without any of the code under test. */
export type Told = {
  day: string
  agentId: string
  providerId: string
  model: string
  runId: string
  isTry: boolean
  retry: boolean
  pricing: 'known' | 'free' | 'unknown'
  currency: string
  tokens: Record<TokenKind, number>
  pico: bigint
  ofKind: Partial<Record<TokenKind | 'call', bigint>>
  estimated: boolean
  /** Null: nobody can know. */
  cache: bigint | null
  hours: bigint | null
}
export type Year = { ledgerPath: string; companionPath: string; told: Told[]; failed: Set<string>; gone: Set<string> }

const agents = 20
const runs = 3_000
const rates = (input: number, cachedRead: number | null, output: number) => ({
  ...{ input, output, cachedRead, cacheWrite: null, reasoning: null },
})
const priced = (currency: string, rest: object): Price =>
  priceSchema.parse({ kind: 'rates', currency, validFrom: 0, source: 'test', ...rest })
const office = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  hours: [{ from: '09:00', to: '18:00' }],
  exceptHolidays: null,
}
/** Dearer in office hours; the price was lowered in July, and what had been charged stays. */
const dear = [440_001, 14_000, 1_320_007] as const
const cheap = [220_001, 7_000, 660_007] as const
const hourly = (name: string, factor: number) =>
  priced('CNY', {
    source: name,
    rates: rates(cheap[0] * factor, cheap[1] * factor, cheap[2] * factor),
    variants: [
      { name: 'peak', when: { window: office }, rates: rates(dear[0] * factor, dear[1] * factor, dear[2] * factor) },
    ],
  })
const prices = {
  before: hourly('before', 2),
  after: hourly('after', 1),
  plain: priced('USD', { rates: rates(1_234_567, 123_456, 7_654_321) }),
  free: priceSchema.parse({ kind: 'free', validFrom: 0, source: 'test' }),
}
const models = [
  ['vendor-a', 'hourly'],
  ['vendor-a', 'plain'],
  ['vendor-b', 'plain'],
  ['vendor-b', 'told'],
  ['house', 'free'],
  ['other', 'unpriced'],
] as const

/** A year of usage by 20 agents: changed prices, two currencies, clocks that jumped, runs that failed or that nobody knows any more. */
export function seedYear(folder: string, count: number, zone: Zone): Year {
  const [ledgerPath, companionPath] = [join(folder, 'ledger.db'), join(folder, 'companion.db')]
  const open = (path: string, migrations: typeof ledgerMigrations) =>
    openDatabase({ path, migrations, backupFolder: null, now: () => birthday })
  const failed = new Set<string>()
  const gone = new Set<string>()
  const companion = open(companionPath, companionMigrations)
  companion.exec('PRAGMA foreign_keys = OFF')
  const addRun = companion.prepare('INSERT INTO runs (id, agent_id, created_at, body, settled) VALUES (?, ?, 0, ?, 1)')
  inTransaction(companion, () => {
    for (let run = 0; run < runs; run += 1) {
      const id = runIdSchema.parse(`run-${run}`)
      if (run % 50 === 1) continue
      if (run % 97 === 0) {
        gone.add(id)
        continue
      }
      const error = { code: 'provider.serverError', params: {}, detail: '' } as const
      if (run % 7 === 0) failed.add(id)
      const state = failed.has(id)
        ? { name: 'failed' as const, reason: 'error' as const, error }
        : { name: 'succeeded' as const, outcome: 'complete' as const }
      addRun.run(id, `agent-${run % agents}`, JSON.stringify(makeRun({ id, state })))
    }
  })
  companion.close()

  const db = open(ledgerPath, ledgerMigrations)
  db.exec('PRAGMA synchronous = OFF')
  const told: Told[] = []
  inTransaction(db, () => {
    const names = { agents: 'agents (id, agent_id)', runs: 'runs (id, run_id, agent, kind)' }
    const addAgent = db.prepare(`INSERT INTO ${names.agents} VALUES (?, ?)`)
    for (let agent = 0; agent < agents; agent += 1) addAgent.run(agent + 1, `agent-${agent}`)
    const add = db.prepare(`INSERT INTO ${names.runs} VALUES (?, ?, ?, ?)`)
    for (let run = 0; run < runs; run += 1) {
      add.run(run + 1, `run-${run}`, (run % agents) + 1, run % 50 === 1 ? 'try' : 'agent')
    }
    const addModel = db.prepare('INSERT INTO models (id, provider_id, name) VALUES (?, ?, ?)')
    for (const [index, [providerId, name]] of models.entries()) addModel.run(index + 1, providerId, name)
    const addPrice = db.prepare('INSERT INTO prices_applied (id, hash, price, first_applied_at) VALUES (?, ?, ?, 0)')
    for (const [index, [name, price]] of Object.entries(prices).entries()) {
      addPrice.run(index + 1, name, JSON.stringify(price))
    }
    db.exec(`INSERT INTO model_calls (id, run, call_key, request_hash, attempt, model, state, intended_at, input_estimate)
      VALUES (1, 1, 'k', 'h', 1, 1, 'done', 0, 0)`)
  })
  const recorder = createUsageRecorder(db)
  const random = numbersFrom(7)
  for (let done = 0; done < count; ) {
    inTransaction(db, () => {
      const deltas = recorder.begin()
      for (const end = Math.min(count, done + 500); done < end; done += 1) {
        const jump = random(200) === 0 ? (random(60) - 30) * 86_400_000 : 0
        const instant = moment(
          new Date(Date.UTC(2026, 0, 1) + Math.floor((done * 31_536_000_000) / count) + jump).toISOString(),
        )
        const call = makeCall(random, instant, dayOf(instant, zone))
        told.push(call.told)
        const [run, model] = [Number(call.told.runId.slice(4)), call.model]
        recorder.record(deltas, {
          ...{ call: 1, run: run + 1, agent: (run % agents) + 1, model: model + 1, price: call.price, at: instant },
          ...{ day: call.told.day, charge: call.told.retry ? 2 : 1, tokens: call.told.tokens, cost: call.cost },
          ...{ estimated: call.told.estimated, basis: 'reported', rawUsage: null },
        })
      }
      recorder.finish(deltas)
    })
  }
  db.close()
  return { ledgerPath, companionPath, told, failed, gone }
}

type Random = (below: number) => number

function makeCall(random: Random, instant: ReturnType<typeof moment>, day: string) {
  const run = random(runs)
  const model = random(models.length)
  const [providerId, name] = models[model] ?? models[0]
  const tokens = { ...noTokens, input: random(9_000), output: random(900) }
  if (random(2) === 0) tokens.cachedRead = random(30_000)
  const told: Told = {
    ...{ day, agentId: `agent-${run % agents}`, providerId, model: name, runId: `run-${run}`, isTry: run % 50 === 1 },
    ...{ retry: random(40) === 0, estimated: random(30) === 0, pricing: 'known', currency: 'USD', tokens },
    ...{ pico: 0n, ofKind: {}, cache: 0n, hours: 0n },
  }
  const facts = plainFacts(instant)
  const charge = ([input, cachedRead, output]: readonly number[]) => {
    const by = { input, cachedRead, output }
    for (const kind of ['input', 'cachedRead', 'output'] as const) {
      const pico = BigInt(tokens[kind]) * BigInt(by[kind] ?? 0)
      if (tokens[kind] > 0) told.ofKind[kind] = pico
      told.pico += pico
    }
    return told.pico
  }
  switch (name) {
    case 'hourly': {
      const isBefore = day < '2026-07-01'
      const factor = isBefore ? 2 : 1
      // Shanghai has no summer time.
      const hour = new Date(instant + 8 * 3_600_000).getUTCHours()
      const isPeak = hour >= 9 && hour < 18
      const [input, cachedRead, output] = (isPeak ? dear : cheap).map((rate) => rate * factor)
      charge([input ?? 0, cachedRead ?? 0, output ?? 0])
      told.currency = 'CNY'
      told.cache = BigInt(tokens.cachedRead) * BigInt((input ?? 0) - (cachedRead ?? 0))
      const used = [tokens.input, tokens.cachedRead, tokens.output]
      told.hours = isPeak
        ? 0n
        : used.reduce(
            (sum, each, kind) => sum + BigInt(each) * BigInt(((dear[kind] ?? 0) - (cheap[kind] ?? 0)) * factor),
            0n,
          )
      const price = isBefore ? prices.before : prices.after
      return { told, model, price: isBefore ? 1 : 2, cost: costOf(price, tokens, facts) }
    }
    case 'plain':
      charge([1_234_567, 123_456, 7_654_321])
      told.cache = BigInt(tokens.cachedRead) * BigInt(1_234_567 - 123_456)
      return { told, model, price: 3, cost: costOf(prices.plain, tokens, facts) }
    case 'told': {
      // The service says what a call cost, and nobody knows by which price.
      told.pico = BigInt(random(1_000_000_000)) + 1n
      told.ofKind.call = told.pico
      told.cache = null
      told.hours = null
      const parts = [{ kind: 'request' as const, tokens: 0, rate: 0, pico: told.pico }]
      const usd = prices.plain.kind === 'rates' ? prices.plain.currency : undefined
      if (usd === undefined) throw new Error('no currency')
      const cost: Cost = {
        status: 'known',
        currency: usd,
        pico: told.pico,
        parts,
        variant: null,
        certain: true,
        doubts: [],
      }
      return { told, model, price: null, cost }
    }
    case 'free':
      return {
        told: Object.assign(told, { pricing: 'free', currency: '' }),
        model,
        price: 4,
        cost: { status: 'free' } as Cost,
      }
    case 'unpriced':
      return {
        told: Object.assign(told, { pricing: 'unknown', currency: '' }),
        model,
        price: null,
        cost: { status: 'unknown' } as Cost,
      }
  }
}

/** The same numbers every time (mulberry32). */
function numbersFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export const kindsAndCall = [...tokenKinds, 'call'] as const
