import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exportUsage } from '../../../electron/gateway/ledger/export-usage.ts'
import { readReport } from '../../../electron/gateway/ledger/read-report.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import { everybodys } from '../../../shared/model/money-report.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { tokenKinds } from '../../../shared/model/usage.ts'
import { picoOfDecimal } from '../../../shared/rules/price/decimal.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { makeCall, makeLedger } from './make-ledger.ts'

const start = instantSchema.parse(Date.UTC(2026, 10, 1, 3))
const priceIn = (currency: string): Price =>
  priceSchema.parse({
    kind: 'rates',
    currency,
    rates: {
      input: 1_234_567,
      output: 7_654_321,
      cachedRead: 20_001,
      cacheWrite: null,
      reasoning: null,
      perRequest: 3,
    },
    validFrom: start,
    source: '=HYPERLINK("http://bad")',
  })
const names = { 'agent-0': '每日新闻', 'agent-1': '=1+1', 'agent-2': 'Smith, "Anna"' }
let folder = ''
let path = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-export-'))
  path = join(folder, 'ledger.db')
  const clock = createFakeClock(start)
  const ledger = makeLedger(path, clock)
  for (let index = 0; index < 60; index++) {
    const tokens = { input: 1 + index * 7, output: index * 3, cachedRead: index % 5, reasoning: index % 2 }
    const price = index % 5 === 0 ? null : priceIn(index % 2 === 0 ? 'USD' : 'CNY')
    const call = { runId: `run-${index % 9}`, agentId: `agent-${index % 3}`, callKey: `step/item/${index % 50}` }
    await makeCall(ledger, clock, { ...call, model: `m${index % 2}`, tokens, price, estimated: index % 7 === 0 })
    clock.advance(7_200_000)
  }
  await ledger.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const order = (format: 'csv' | 'json', from: string | null = null, to: string | null = null) => ({
  ...{ target: join(folder, `out.${format}`), format, from, to, only: everybodys, names },
})
const reading = <Value>(use: (db: DatabaseSync) => Value): Value => {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    return use(db)
  } finally {
    db.close()
  }
}
const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
const csvRows = (target: string) =>
  z
    .array(rowSchema)
    .parse(Papa.parse(readFileSync(target, 'utf8').slice(1), { header: true, skipEmptyLines: true }).data)
/** Exact sums by day, agent, model, attempt and currency. */
const sumsOfRows = (rows: z.infer<typeof rowSchema>[]) => {
  const sums = new Map<string, bigint>()
  const add = (key: string, value: bigint) => sums.set(key, (sums.get(key) ?? 0n) + value)
  for (const row of rows) {
    const group = `${row.day} ${row.agentId} ${row.model} ${Number(row.attempt) > 1}`
    add(`${group} calls`, 1n)
    for (const kind of tokenKinds) add(`${group} ${kind}`, BigInt(Number(row[kind])))
    if (row.pricing === 'known') add(`${group} ${row.currency}`, picoOfDecimal(String(row.amount)) ?? -1n)
  }
  return Object.fromEntries([...sums].filter(([, value]) => value !== 0n).sort())
}
const sumsOfReport = (from: string, to: string) => {
  const sums = new Map<string, bigint>()
  const add = (key: string, value: bigint) => sums.set(key, (sums.get(key) ?? 0n) + value)
  for (const { day, agentId, model, retry, ...used } of reading((db) => readReport(db, from, to))) {
    const group = `${day} ${agentId} ${model} ${retry}`
    add(`${group} calls`, BigInt(used.calls))
    for (const kind of tokenKinds) add(`${group} ${kind}`, BigInt(used.tokens[kind]))
    if (used.pricing === 'known') add(`${group} ${used.currency}`, used.pico)
  }
  return Object.fromEntries([...sums].filter(([, value]) => value !== 0n).sort())
}

describe('an export of the books', () => {
  it('sums up to the rollups, to the last unit, as a table and as JSON', () => {
    expect(reading((db) => exportUsage(db, order('csv')))).toBe(60)
    expect(reading((db) => exportUsage(db, order('json')))).toBe(60)
    const report = sumsOfReport('2026-01-01', '2026-12-31')
    expect(Object.keys(report).length).toBeGreaterThan(50)
    expect(sumsOfRows(csvRows(order('csv').target))).toEqual(report)
    const json = z.array(rowSchema).parse(JSON.parse(readFileSync(order('json').target, 'utf8')))
    expect(sumsOfRows(json)).toEqual(report)
  })

  it('reads a ledger that an older version wrote to the same report', () => {
    const whole = sumsOfReport('2026-01-01', '2026-12-31')
    const db = new DatabaseSync(path)
    db.exec('DROP TABLE day_sums')
    db.close()
    expect(sumsOfReport('2026-01-01', '2026-12-31')).toEqual(whole)
  })

  it('holds the days that were asked for, and unknown money is empty', () => {
    reading((db) => exportUsage(db, order('csv', '2026-11-02', '2026-11-03')))
    const rows = csvRows(order('csv').target)
    expect(new Set(rows.map(({ day }) => day))).toEqual(new Set(['2026-11-02', '2026-11-03']))
    expect(sumsOfRows(rows)).toEqual(sumsOfReport('2026-11-02', '2026-11-03'))
    expect(rows.filter(({ pricing }) => pricing === 'unknown').every(({ amount }) => amount === '')).toBe(true)
  })

  it('opens in a spreadsheet with Chinese names right and without running anything', () => {
    reading((db) => exportUsage(db, order('csv')))
    const text = readFileSync(order('csv').target, 'utf8')
    expect(text.startsWith('\ufefftime,day,agent,')).toBe(true)
    expect(text).toContain('每日新闻')
    const cells = csvRows(order('csv').target).flatMap((row) => Object.values(row).map(String))
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
    expect(cells).toContain("'=1+1")
    expect(cells).toContain('Smith, "Anna"')
  })

  it('leaves nothing half-written', () => {
    mkdirSync(order('csv').target)
    expect(() => reading((db) => exportUsage(db, order('csv')))).toThrow(
      expect.objectContaining({ code: 'file.notWritten' }),
    )
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })
})
