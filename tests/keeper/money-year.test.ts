import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import papaparse from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportUsage } from '../../electron/gateway/ledger/export-usage.ts'
import { readReport } from '../../electron/gateway/ledger/read-report.ts'
import { totalsOfReport } from '../../electron/gateway/ledger/report-totals.ts'
import { findDisagreement } from '../../electron/gateway/ledger/sums.ts'
import { readMoneyPage } from '../../electron/keeper/read-money-page.ts'
import { zoneSchema } from '../../shared/model/brand.ts'
import {
  usageFilterSchema,
  everybodys,
  type MoneyReport,
  type MoneyView,
  moneyReportSchema,
  moneyViewSchema,
} from '../../shared/model/money-report.ts'
import { picoOfDecimal } from '../../shared/rules/price/decimal.ts'
import { birthday } from '../helpers/things.ts'
import { kindsAndCall, seedYear, type Told, type Year } from './seed-year.ts'

const zone = zoneSchema.parse('Asia/Shanghai')
const events = 200_000
let folder = ''
let year: Year
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-year-'))
  year = seedYear(folder, events, zone)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const whole = { from: '2025-12-01', to: '2027-02-28', by: 'month' } as const
const read = (view: object): Promise<MoneyReport> =>
  readMoneyPage({
    ...{ path: year.ledgerPath, companionPath: year.companionPath, at: birthday, zone, own: [] },
    view: moneyViewSchema.parse({ ...whole, agentId: null, providerId: null, model: null, ...view }),
  })
const months = Array.from({ length: 12 }, (_, month) => {
  const last = new Date(Date.UTC(2026, month + 1, 0)).toISOString().slice(0, 10)
  return { from: `${last.slice(0, 8)}01`, to: last, by: 'day' } as const
})

/** The independent sum: one line of addition for each currency. */
function add(calls: readonly Told[], amountOf: (call: Told) => bigint | null | undefined): Record<string, string> {
  const sums = new Map<string, bigint>()
  for (const call of calls) {
    if (call.pricing === 'known') sums.set(call.currency, (sums.get(call.currency) ?? 0n) + (amountOf(call) ?? 0n))
  }
  return Object.fromEntries(
    [...sums].filter(([, pico]) => pico !== 0n).map(([currency, pico]) => [currency, String(pico)]),
  )
}
const shown = (amounts: readonly { currency: string; pico: string }[]): Record<string, string> =>
  Object.fromEntries(amounts.filter(({ pico }) => pico !== '0').map(({ currency, pico }) => [currency, pico]))
const plus = (many: readonly Record<string, string>[]): Record<string, string> => {
  const sums = new Map<string, bigint>()
  for (const one of many) {
    for (const [currency, pico] of Object.entries(one)) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(pico))
  }
  return Object.fromEntries([...sums].map(([currency, pico]) => [currency, String(pico)]))
}
const pico = ({ pico: amount }: Told) => amount
const within = (view: Pick<MoneyView, 'from' | 'to'>) =>
  year.told.filter(({ day }) => day >= view.from && day <= view.to)

function expectSameAsTold(report: MoneyReport, calls: readonly Told[]): void {
  expect(report.sum.calls).toBe(calls.length)
  expect(report.sum.unpricedCalls).toBe(calls.filter(({ pricing }) => pricing === 'unknown').length)
  expect(report.sum.freeCalls).toBe(calls.filter(({ pricing }) => pricing === 'free').length)
  expect(shown(report.sum.amounts)).toEqual(add(calls, pico))
  const sure = report.sum.amounts.map(({ currency, estimatedPico }) => ({ currency, pico: estimatedPico }))
  expect(shown(sure)).toEqual(add(calls, (call) => (call.estimated ? call.pico : 0n)))
  for (const kind of kindsAndCall) {
    const line = report.kinds.find((each) => each.kind === kind)
    expect(shown(line?.amounts ?? []), kind).toEqual(add(calls, ({ ofKind }) => ofKind[kind]))
    const tokens = kind === 'call' ? calls.length : calls.reduce((sum, call) => sum + call.tokens[kind], 0)
    expect(line?.quantity ?? 0, kind).toBe(tokens)
  }
  const lost = calls.filter(({ runId, isTry }) => year.failed.has(runId) && !isTry)
  expect(shown(report.failed.amounts)).toEqual(add(lost, pico))
  expect(report.failed.calls).toBe(lost.length)
  expect(report.failed.runs).toBe(new Set(lost.map(({ runId }) => runId)).size)
  expect(report.failed.unknownCalls).toBe(lost.filter(({ pricing }) => pricing === 'unknown').length)
  const again = calls.filter(({ retry }) => retry)
  expect(shown(report.again.amounts)).toEqual(add(again, pico))
  expect(report.again.calls).toBe(again.length)
  expect(shown(report.cache.amounts)).toEqual(add(calls, ({ cache }) => cache))
  expect(shown(report.hours.amounts)).toEqual(add(calls, ({ hours }) => hours))
  expect(report.cache.unknownCalls).toBe(calls.filter(({ cache }) => cache === null).length)
  const runs = (some: readonly Told[]) => new Set(some.filter(({ isTry }) => !isTry).map(({ runId }) => runId))
  expect(report.runs).toEqual({
    count: runs(calls).size,
    unpriced: runs(calls.filter(({ pricing }) => pricing === 'unknown')).size,
    tries: new Set(calls.filter(({ isTry }) => isTry).map(({ runId }) => runId)).size,
    gone: [...runs(calls)].filter((runId) => year.gone.has(runId)).length,
  })
  expect(report.counted).toEqual({ calls: calls.length, of: calls.length })
  for (const { agentId, sum, runs: count, bars } of report.agents) {
    const own = calls.filter((call) => call.agentId === agentId)
    expect(shown(sum.amounts), agentId).toEqual(add(own, pico))
    expect(count).toBe(runs(own).size)
    expect(plus(bars.map(({ amounts }) => shown(amounts)))).toEqual(add(own, pico))
  }
  for (const { providerId, model, sum } of report.models) {
    const own = calls.filter((call) => call.providerId === providerId && call.model === model)
    expect(shown(sum.amounts), model).toEqual(add(own, pico))
  }
  for (const lines of [report.agents, report.models, report.vendors, report.bars]) {
    expect(plus(lines.map(({ sum }) => shown(sum.amounts)))).toEqual(add(calls, pico))
    expect(lines.reduce((sum, line) => sum + line.sum.calls, 0)).toBe(calls.length)
  }
}

describe('a year on the money page', () => {
  it('agrees with an independent sum to the last unit, as a year and month by month', async () => {
    const all = await read({})
    expect(moneyReportSchema.parse(all)).toEqual(all)
    expectSameAsTold(all, year.told)
    const parts = []
    for (const month of months) {
      const report = await read(month)
      expectSameAsTold(report, within(month))
      parts.push(shown(report.sum.amounts))
    }
    // Clocks that jumped left some calls outside the year.
    expect(plus(parts)).toEqual(add(within({ from: '2026-01-01', to: '2026-12-31' }), pico))
  }, 60_000)

  it('agrees for one agent, one service and one model', async () => {
    const [march] = months.slice(2)
    const calls = within(march ?? whole)
    expectSameAsTold(
      await read({ ...march, agentId: 'agent-3' }),
      calls.filter(({ agentId }) => agentId === 'agent-3'),
    )
    const service = await read({ ...march, providerId: 'vendor-a' })
    expectSameAsTold(
      service,
      calls.filter(({ providerId }) => providerId === 'vendor-a'),
    )
    const model = await read({ ...march, providerId: 'vendor-b', model: 'plain' })
    expectSameAsTold(
      model,
      calls.filter((call) => call.providerId === 'vendor-b' && call.model === 'plain'),
    )
  }, 60_000)

  it('says by which dated prices it was charged, also where they were changed later', async () => {
    const { models } = await read({})
    const hourly = models.find(({ model }) => model === 'hourly')
    const calls = (before: boolean) =>
      year.told.filter((call) => call.model === 'hourly' && call.day < '2026-07-01' === before)
    expect(hourly?.prices.map(({ source, calls: count }) => [source, count])).toEqual([
      ['before', calls(true).length],
      ['after', calls(false).length],
    ])
  })

  it('gives lines of what is shown alone', async () => {
    const db = new DatabaseSync(year.ledgerPath, { readOnly: true })
    const march = { from: '2026-03-01', to: '2026-03-31' }
    const target = join(folder, 'some.json')
    for (const changes of [
      { agentId: 'agent-3' },
      { providerId: 'vendor-a' },
      { providerId: 'vendor-b', model: 'plain' },
    ]) {
      const only = usageFilterSchema.parse({ ...everybodys, ...changes })
      const page = await read({ ...march, ...changes })
      expect(exportUsage(db, { target, format: 'json', only, names: {}, ...march })).toBe(page.sum.calls)
      const lines: { currency: string | null; amount: string | null }[] = JSON.parse(readFileSync(target, 'utf8'))
      const sums = new Map<string, bigint>()
      for (const { currency, amount } of lines) {
        if (currency) sums.set(currency, (sums.get(currency) ?? 0n) + (picoOfDecimal(amount ?? '') ?? 0n))
      }
      expect(Object.fromEntries([...sums].map(([currency, sum]) => [currency, String(sum)]))).toEqual(
        shown(page.sum.amounts),
      )
    }
    db.close()
  }, 60_000)

  it('agrees with the files of single lines and with the report of the settings', async () => {
    const db = new DatabaseSync(year.ledgerPath, { readOnly: true })
    const april = { from: '2026-04-01', to: '2026-04-30' }
    const page = await read({ ...april, by: 'day' })
    for (const format of ['csv', 'json'] as const) {
      const target = join(folder, `april.${format}`)
      expect(exportUsage(db, { target, format, only: everybodys, names: {}, ...april })).toBe(page.sum.calls)
      const text = readFileSync(target, 'utf8')
      const lines: { currency: string | null; amount: string | null }[] =
        format === 'json' ? JSON.parse(text) : papaparse.parse(text.trim(), { header: true }).data
      const sums = new Map<string, bigint>()
      for (const { currency, amount } of lines) {
        if (currency) sums.set(currency, (sums.get(currency) ?? 0n) + (picoOfDecimal(amount ?? '') ?? 0n))
      }
      expect(Object.fromEntries([...sums].map(([currency, sum]) => [currency, String(sum)]))).toEqual(
        shown(page.sum.amounts),
      )
    }
    const report = readReport(db, april.from, april.to)
    expect(totalsOfReport(report).calls).toBe(page.sum.calls)
    expect(
      plus(
        report.filter(({ pricing }) => pricing === 'known').map((group) => ({ [group.currency]: String(group.pico) })),
      ),
    ).toEqual(shown(page.sum.amounts))
    expect(findDisagreement(db)).toEqual({ days: [], runs: [], reports: [] })
    db.close()
  }, 60_000)

  it('keeps every figure when the owner has old lines deleted, and says from when on there are lines', async () => {
    const february = months[1]
    const before = await read({ ...february })
    const db = new DatabaseSync(year.ledgerPath)
    const limit = Date.parse('2026-03-31T16:00:00Z')
    db.prepare('INSERT INTO retention (declared_at, delete_before) VALUES (0, ?)').run(limit)
    const { changes } = db.prepare('DELETE FROM usage_events WHERE at < ?').run(limit)
    expect(Number(changes)).toBeGreaterThan(events / 5)
    db.close()
    expect(await read({ ...february })).toEqual({ ...before, linesFrom: '2026-04-01' })
  }, 60_000)
})
