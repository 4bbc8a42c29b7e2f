import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modelReferenceSchema, type ServiceDialect } from '../../../shared/model/provider.ts'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { presets } from '../../helpers/vendor-server/presets.ts'
import { refusedPort } from '../../helpers/vendor-server/refused-port.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import {
  armed,
  makeLedgerFolder,
  openTestGateway,
  runId,
  start,
  type TestGateway,
  testPrice,
} from '../open-test-gateway.ts'
import { errorIn, readAnswer, readError } from '../read-answer.ts'

// Bar R7: every fault of a service waits as told, falls back as configured, and leaves the meter right.

let vendor: VendorServer
let other: VendorServer
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>

async function open(options: { baseUrl?: string; fallback?: boolean; dialect?: ServiceDialect } = {}) {
  const { baseUrl = vendor.baseUrl, fallback = false, dialect } = options
  gateway = await openTestGateway({
    ledgerPath: folder.path,
    baseUrl,
    price: testPrice,
    others: [armed('other', other.baseUrl, null, ['other-small'], null)],
    fallbacks: fallback ? [modelReferenceSchema.parse({ providerId: 'other', model: 'other-small' })] : [],
    ...(dialect && { dialect }),
  })
}
beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
  other = await startVendorServer()
})
afterEach(async () => {
  await gateway.close()
  await vendor.close()
  await other.close()
  folder.remove()
})

/** The vendor's way with whatever no script is for. */
const restart = async (defaults: Behaviour) => {
  await vendor.close()
  vendor = await startVendorServer({ defaults })
}
const usage = async () => (await gateway.main.call('run.usage', { runId })).usage
const waits = () => gateway.reports.filter((report) => report.type === 'run.waiting' && report.waiting !== null)
const untilWaits = async (count: number) => {
  while (waits().length < count) await new Promise(setImmediate)
}
const turns = async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
}
const preset = (name: string): Behaviour => presets[name]?.(start) ?? {}
const limited = { message: 'Rate limit reached', code: 'rate_limit_exceeded' }
const withHeader = (name: string, value: string): Behaviour => ({
  status: 429,
  headers: { [name]: value },
  error: limited,
})
const quotaOfGlm =
  '{"error":{"code":"1308","message":"已达到 5 小时的使用上限。您的限额将在 2026-11-24 16:00:20 重置。"}}'

/** What a service may say, and how long it is then left alone before the call is sent again. */
const patient: [string, Behaviour, number][] = [
  ['429 with seconds', preset('limited-seconds'), 2_000],
  ['429 with a part of a second', preset('limited-fraction'), 500],
  ['429 with milliseconds', preset('limited-milliseconds'), 1_500],
  ['429 with a date', preset('limited-date'), 3_000],
  ['429 with a date that has passed', preset('limited-past-date'), 0],
  ['429 with nonsense', preset('limited-nonsense'), 1_000],
  ['429 that is silent on it', preset('limited-silent'), 1_000],
  ['429 with a whole day', preset('limited-long'), 60_000],
  ['429 with the reset of its requests', preset('limited-reset'), 1_000],
  ['429 with the reset of its tokens', withHeader('x-ratelimit-reset-tokens', '1m0.5s'), 60_000],
  ['429 with a reset in milliseconds', withHeader('x-ratelimit-reset-requests', '250ms'), 250],
  ['429 with the second of its reset', withHeader('x-ratelimit-reset', String((start + 9_000) / 1_000)), 9_000],
  ['429 with the millisecond of its reset', withHeader('x-ratelimit-reset', String(start + 9_000)), 9_000],
  ['429 with an ISO moment', withHeader('x-ratelimit-reset-requests', new Date(start + 9_000).toISOString()), 9_000],
  ['500', preset('server-error'), 1_000],
  ['502 with a page', preset('bad-gateway'), 1_000],
  ['503', preset('overloaded'), 1_000],
  ['504', { status: 504, body: '' }, 1_000],
]

describe('a fault that passes', () => {
  const waitsExactly = async (wait: number) => {
    const asking = gateway.ask()
    await untilWaits(1)
    if (wait > 0) {
      gateway.clock.advance(wait - 1)
      await turns()
      expect(vendor.records()).toHaveLength(1)
    }
    gateway.clock.advance(wait === 0 ? 0 : 1)
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished', origin: 'new' })
    expect(vendor.records()).toHaveLength(2)
    expect(await usage()).toMatchObject({ calls: 1, estimatedTokens: 0 })
  }

  it.each(patient)('%s is waited out, to the millisecond, and costs nothing', async (_, behaviour, wait) => {
    await open()
    vendor.script({}, behaviour)
    await waitsExactly(wait)
  })

  it('429 with the reset in GLM’s words is waited out too', async () => {
    await restart({ usage: 'lastChunk' })
    await open({ dialect: 'glm' })
    vendor.script({}, { status: 429, body: quotaOfGlm })
    await waitsExactly(20_000)
  })

  it.each(patient)('%s goes to the next model when it does not pass', async (_, behaviour) => {
    await open({ fallback: true })
    vendor.script({}, behaviour, behaviour, behaviour, behaviour)
    const asking = gateway.ask()
    let isOver = false
    void asking.then(() => {
      isOver = true
    })
    // However often and however long it waits.
    for (let passed = 0; passed < 1_000 && !isOver; passed++) {
      await turns()
      gateway.clock.advance(1_000)
    }
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
    expect(other.records()).toHaveLength(1)
    expect(await usage()).toMatchObject({ calls: 1, unpricedCalls: 1, spent: [] })
  })
})

describe('a service that cannot be spoken to', () => {
  const refused = async () => `http://127.0.0.1:${await refusedPort()}/v1`
  /** It speaks no TLS. */
  const withoutTls = async () => vendor.baseUrl.replace('http:', 'https:')
  const pages = async () => {
    vendor.script({}, preset('html-page'))
    return vendor.baseUrl
  }

  it.each([
    ['that refuses the connection', refused, 'provider.unreachable', 3],
    ['with broken TLS', withoutTls, 'provider.tls', 0],
    ['that answers with a page', pages, 'provider.notAnApi', 0],
  ])(
    '%s is told as such after its tries, or left for the next model, and costs nothing',
    async (_, address, code, waitsFor) => {
      const baseUrl = await address()
      const passWaits = async () => {
        for (let count = 1; count <= waitsFor; count++) {
          await untilWaits(count)
          gateway.clock.advance(1_000 * 2 ** (count - 1))
        }
      }
      await open({ baseUrl })
      const alone = gateway.ask()
      await passWaits()
      expect((await readError(await alone)).code).toBe(code)
      expect((await usage()).calls).toBe(0)
      await gateway.close()

      await address()
      await open({ baseUrl, fallback: true })
      const asking = gateway.ask({ callKey: 'step/item/2' })
      await passWaits()
      expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
      expect(await usage()).toMatchObject({ calls: 1, unpricedCalls: 1, spent: [] })
    },
  )

  it('that falls silent is not asked again, and counts as charged by our own count', async () => {
    await open()
    vendor.script({}, { silent: true })
    const asking = gateway.ask()
    await vendor.waitFor((records) => records.length === 1)
    gateway.clock.advance(120_000)
    expect(errorIn(await readAnswer(await asking)).code).toBe('provider.timedOut')
    const { calls, tokens, estimatedTokens } = await usage()
    expect([calls, estimatedTokens, vendor.records().length]).toEqual([1, tokens.input, 1])
  })
})

/** A prime, so that cuts fall in every part of an event; the reader of streams is cut after each single byte elsewhere. */
const cutEvery = 17

describe('bar R6: a stream that is cut on its way through the gateway', () => {
  it('is whole, or an honest error, and never passed off as done', async () => {
    const whole: Behaviour = { text: 'Grüße, 你好', pieces: 2, usage: 'lastChunk' }
    await restart(whole)
    await open()
    const response = await gateway.ask({ callKey: 'step/whole/1' })
    expect(await readAnswer(response)).toMatchObject({ state: 'finished', answer: { content: whole.text } })
    const size = vendor.records()[0]?.bytes ?? 0
    expect(size).toBeGreaterThan(200)
    let finished = 0
    for (let cut = 0; cut < size; cut += cutEvery) {
      vendor.script({}, { ...whole, cutAfterBytes: cut })
      const before = waits().length
      let isOver = false
      const asking = gateway.ask({ callKey: `step/cut/${cut + 1}` }).finally(() => {
        isOver = true
      })
      while (!isOver) {
        await new Promise(setImmediate)
        if (waits().length > before) gateway.clock.advance(1_000)
      }
      const response = await asking
      if (response.status !== 200) {
        // Nothing had come that could be handed on.
        expect((await readError(response)).code).toBe('model.cut')
        continue
      }
      const answer = await readAnswer(response)
      if (answer.state === 'finished') {
        finished += 1
        expect([answer.doneSeen, answer.answer.finishReason, answer.answer.content]).toEqual([true, 'stop', whole.text])
      } else {
        expect(answer.doneSeen).toBe(false)
        expect(errorIn(answer).code).toBe('model.cut')
        expect(whole.text?.startsWith(answer.answer.content)).toBe(true)
      }
    }
    expect(finished).toBeGreaterThan(0)
    expect(finished).toBeLessThan(size / cutEvery)
  })
})
