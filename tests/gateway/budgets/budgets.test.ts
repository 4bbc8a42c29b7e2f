import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { SpendingRules } from '../../../shared/model/budget.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { makeLedgerFolder, openTestGateway, runId, type TestGateway, testPrice } from '../open-test-gateway.ts'
import { readAnswer, readError, readUntil } from '../read-answer.ts'
import {
  booksAfterCrash,
  capOnDay,
  capOnRun,
  money,
  openBudgetGateway,
  reservationsIn,
  setCaps,
} from './budget-gateway.ts'

let vendor: VendorServer
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>
const opened: TestGateway[] = []

const open = async (spending: SpendingRules, options: Partial<Parameters<typeof openBudgetGateway>[0]> = {}) => {
  gateway = await openBudgetGateway({ ledgerPath: folder.path, vendor, spending, ...options })
  opened.push(gateway)
}
beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
  await vendor.close()
  folder.remove()
})

const cap = (tokens: number, callKey = 'step/item/1') => ({ callKey, extra: { max_tokens: tokens } })
const sentCap = (index: number) => z.object({ max_tokens: z.number() }).parse(vendor.records()[index]?.body).max_tokens
const reports = (type: string) => gateway.reports.filter((report) => report.type === type)
const answered = { usageBody: { prompt_tokens: 100, completion_tokens: 200, total_tokens: 300 } }
/** 100 tokens in at 2 micro-dollars, 200 out at 8. */
const costOfAnswered = 1_800

describe('a call under a cap', () => {
  it('is reserved on disk before it is sent, and settled to what the vendor says', async () => {
    await open(capOnDay(money(100_000)))
    vendor.script({}, { ...answered, holdBeforeAnswer: true })
    const asking = gateway.ask(cap(1_000))
    await vendor.waitFor(([record]) => record?.state === 'held')
    const [held, ...none] = reservationsIn(folder.path)
    expect(none).toEqual([])
    expect(held).toMatchObject({ day: null })
    // All it could write, and at least what it says.
    expect(held?.micros).toBeGreaterThan(1_000 * 8)
    vendor.release()
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
    expect(reservationsIn(folder.path)).toEqual([])
    expect((await gateway.main.call('run.usage', { runId })).usage.spent).toMatchObject([{ micros: costOfAnswered }])
  })

  it('is sent with the output limit that still fits', async () => {
    await open(capOnDay(money(20_000)))
    await readAnswer(await gateway.ask(cap(100_000)))
    expect(sentCap(0)).toBeGreaterThanOrEqual(256)
    expect(sentCap(0)).toBeLessThan(20_000 / 8)
  })

  it('is not sent when too little is left, and says which cap, how much and until when', async () => {
    await open(capOnDay(money(2_500)))
    const refused = await readError(await gateway.ask(cap(1_000)))
    expect(refused).toMatchObject({
      status: 402,
      code: 'budget.reached',
      params: { budget: 'cap', scope: 'computer', period: 'day', unit: 'USD', limit: 2_500, spent: 0, held: 0 },
    })
    // Midnight in Shanghai, where the test's clock stands at 16:00.
    expect(refused.params.renewsAt).toBe(Date.UTC(2026, 10, 24, 16))
    expect(vendor.records()).toEqual([])
    expect(reports('trouble')).toEqual([])
    expect((await gateway.main.call('run.end', { runId })).usage.calls).toBe(0)
  })

  it('counts what this and every earlier gateway spent, for the run as for the day', async () => {
    await open(capOnRun(money(10_000)))
    vendor.script({}, answered, answered)
    await readAnswer(await gateway.ask(cap(256)))
    await gateway.close()
    await open(capOnRun(money(costOfAnswered + 2_000)))
    expect(await readError(await gateway.ask(cap(256, 'step/item/2')))).toMatchObject({
      code: 'budget.reached',
      params: { scope: 'run', spent: costOfAnswered, renewsAt: 0 },
    })
    const token = await gateway.admit(runIdSchema.parse('run-2'))
    await setCaps(gateway, folder.path, vendor, capOnRun(money(10_000)))
    expect(await readAnswer(await gateway.ask({ ...cap(256), token }))).toMatchObject({ state: 'finished' })
  })

  it('warns once when most of it is spent', async () => {
    await open(capOnDay(money(7_000), { warnAt: 20 }))
    vendor.script({}, answered, answered)
    await readAnswer(await gateway.ask(cap(256)))
    await readAnswer(await gateway.ask(cap(256, 'step/item/2')))
    expect(reports('trouble')).toMatchObject([
      { error: { code: 'budget.nearlyReached', params: { spent: costOfAnswered, limit: 7_000 } } },
    ])
  })
})

describe('a cap that cannot tell', () => {
  it('asks for the price of a model without one, and lets what is free pass', async () => {
    await open(capOnDay(money(0)), { price: null })
    expect(await readError(await gateway.ask(cap(256)))).toMatchObject({ status: 402, code: 'budget.priceMissing' })
    expect(await readAnswer(await gateway.ask({ model: 'practice/practice', callKey: 'step/item/2' }))).toMatchObject({
      state: 'finished',
    })
    expect(vendor.records()).toEqual([])
  })

  it('asks for an exchange rate, and then holds it', async () => {
    await open(capOnDay(money(60_000, 'CNY')))
    expect(await readError(await gateway.ask(cap(256)))).toMatchObject({
      code: 'budget.rateMissing',
      params: { from: 'USD', to: 'CNY' },
    })
    const rates = [{ from: 'USD', to: 'CNY', rate: '7', date: '2026-11-01' }]
    await setCaps(gateway, folder.path, vendor, capOnDay(money(60_000, 'CNY'), {}, rates))
    vendor.script({}, answered)
    await readAnswer(await gateway.ask(cap(100_000)))
    expect(sentCap(0)).toBeLessThan(60_000 / 7 / 8)
  })

  it('asks for the size of a model that writes without end', async () => {
    await open(capOnDay(money(1_000_000)), { contextTokens: null })
    expect(await readError(await gateway.ask())).toMatchObject({ code: 'budget.sizeUnknown' })
    expect(await readAnswer(await gateway.ask(cap(256)))).toMatchObject({ state: 'finished' })
  })

  it('takes the whole context where a service may think beyond its limit', async () => {
    const options = { ledgerPath: folder.path, baseUrl: vendor.baseUrl, price: testPrice, contextTokens: 32_000 }
    gateway = await openTestGateway({ ...options, spending: capOnDay(money(200_000)) })
    opened.push(gateway)
    expect(await readError(await gateway.ask(cap(256)))).toMatchObject({ code: 'budget.reached' })
    await setCaps(gateway, folder.path, vendor, capOnDay(money(260_000)))
    expect(await readAnswer(await gateway.ask(cap(256)))).toMatchObject({ state: 'finished' })
  })
})

describe('a call for which there is no room now', () => {
  it('waits for calls under way, whatever the owner chose, and then goes on', async () => {
    await open(capOnDay(money(12_000)))
    vendor.script({}, { ...answered, holdBeforeAnswer: true }, answered)
    const first = gateway.ask(cap(700))
    await vendor.waitFor(([record]) => record?.state === 'held')
    const second = gateway.ask(cap(700, 'step/item/2'))
    while (gateway.clock.pending() < 3) await new Promise(setImmediate)
    expect(vendor.records()).toHaveLength(1)
    vendor.release()
    expect(await readAnswer(await first)).toMatchObject({ state: 'finished' })
    expect(await readAnswer(await second)).toMatchObject({ state: 'finished' })
  })

  it('waits for the next day where the owner chose so, and says so', async () => {
    await open(capOnDay(money(7_000), { whenReached: 'wait' }))
    vendor.script({}, { usageBody: { prompt_tokens: 900, completion_tokens: 250, total_tokens: 1_150 } }, answered)
    await readAnswer(await gateway.ask(cap(256)))
    const asking = gateway.ask(cap(256, 'step/item/2'))
    while (reports('run.waiting').length < 1) await new Promise(setImmediate)
    expect(reports('run.waiting').at(-1)).toMatchObject({ runId, waiting: 'budget' })
    gateway.clock.advance(8 * 3_600_000 - 1)
    await new Promise(setImmediate)
    // What the account holds is asked meanwhile; a call is not made.
    expect(vendor.records().filter(({ method }) => method === 'POST')).toHaveLength(1)
    gateway.clock.advance(60_000)
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
    expect(reports('run.waiting').at(-1)).toMatchObject({ waiting: null })
  })

  it('goes on as soon as the cap is raised, and is gone when the run is stopped', async () => {
    const wait = { whenReached: 'wait' }
    await open(capOnDay(money(7_000), wait))
    vendor.script({}, { usageBody: { prompt_tokens: 900, completion_tokens: 250, total_tokens: 1_150 } }, answered)
    await readAnswer(await gateway.ask(cap(256)))
    const asking = gateway.ask(cap(256, 'step/item/2'))
    while (reports('run.waiting').length < 1) await new Promise(setImmediate)
    await setCaps(gateway, folder.path, vendor, capOnDay(money(70_000), wait))
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })

    await setCaps(gateway, folder.path, vendor, capOnDay(money(7_000), wait))
    const stopped = gateway.ask(cap(256, 'step/item/3'))
    while (reports('run.waiting').length < 3) await new Promise(setImmediate)
    await gateway.main.call('run.stop', { runId })
    expect(await readError(await stopped)).toMatchObject({ status: 409, code: 'run.ended' })
    expect(reports('trouble')).toEqual([])
    expect(vendor.records()).toHaveLength(2)
  })

  it('does not wait for what can never fit', async () => {
    await open(capOnDay(money(1_000), { whenReached: 'wait' }))
    expect(await readError(await gateway.ask(cap(256)))).toMatchObject({ code: 'budget.reached' })
  })
})

describe('a call that breaks off', () => {
  it('keeps the rest of its reservation after a crash, until the owner frees it', async () => {
    await open(capOnDay(money(22_000)))
    vendor.script({}, { ...answered, holdAfterPieces: 2 })
    const asking = gateway.ask(cap(2_000))
    await vendor.waitFor(([record]) => record?.state === 'held')
    const [before] = reservationsIn(folder.path)
    const ledgerPath = booksAfterCrash(folder.path, 'after')
    const lost = await asking
    await open(capOnDay(money(22_000)), { ledgerPath })
    const [after] = reservationsIn(ledgerPath)
    const { usage } = await gateway.main.call('run.usage', { runId })
    expect(usage.estimatedTokens).toBeGreaterThan(0)
    expect(after?.day).toBe('2026-11-24')
    expect((after?.micros ?? 0) + (usage.spent[0]?.micros ?? 0)).toBe(before?.micros)
    expect(await readError(await gateway.ask(cap(2_000, 'step/item/2')))).toMatchObject({
      code: 'budget.reached',
      params: { held: after?.micros },
    })
    const { calls } = await gateway.main.call('reservations.read', {})
    expect(calls).toMatchObject([{ runId, day: '2026-11-24', money: { currency: 'USD', micros: after?.micros } }])
    await gateway.main.call('reservation.release', { call: calls[0]?.call ?? 0 })
    expect(reservationsIn(ledgerPath)).toEqual([])
    expect(await readAnswer(await gateway.ask(cap(2_000, 'step/item/2')))).toMatchObject({ state: 'finished' })
    await lost.body?.cancel()
  })

  it('frees what a service refused, keeps what may be charged for one that was stopped', async () => {
    await open(capOnDay(money(100_000)))
    vendor.script({}, { status: 401, error: { message: 'no' } }, { ...answered, holdAfterPieces: 5 })
    expect(await readError(await gateway.ask(cap(1_000)))).toMatchObject({ code: 'provider.keyRefused' })
    expect(reservationsIn(folder.path)).toEqual([])
    const response = await gateway.ask(cap(1_000, 'step/item/2'))
    await readUntil(response.clone(), (text) => text.length > 0)
    await gateway.main.call('run.stop', { runId })
    await readAnswer(response)
    expect(reservationsIn(folder.path)).toMatchObject([{ day: '2026-11-24' }])
  })
})
