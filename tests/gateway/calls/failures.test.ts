import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { refusedPort } from '../../helpers/vendor-server/refused-port.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { makeLedgerFolder, openTestGateway, runId, type TestGateway, testPrice } from '../open-test-gateway.ts'
import { errorIn, readAnswer, readError } from '../read-answer.ts'

let vendor: VendorServer
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>
const models = [
  'vendor-small',
  'without-usage',
  'usage-zero-first',
  'usage-every-chunk',
  'usage-in-choice',
  'hard-to-read',
]

beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
  const { path: ledgerPath } = folder
  gateway = await openTestGateway({ ledgerPath, baseUrl: vendor.baseUrl, price: testPrice, models })
})
afterEach(async () => {
  await gateway.close()
  await vendor.close()
  folder.remove()
})

const usage = async () => (await gateway.main.call('run.usage', { runId })).usage
const waits = () => gateway.reports.filter((report) => report.type === 'run.waiting').map((report) => report.waiting)
/** Lets the gateway come to its next wait and ends that. */
const passWait = async (count: number, milliseconds: number) => {
  while (waits().filter((waiting) => waiting !== null).length < count) await new Promise(setImmediate)
  gateway.clock.advance(milliseconds)
}
const busy: Behaviour = { status: 503, error: { message: 'busy' } }

describe('a call that fails before it delivers', () => {
  // No other model may answer in its place.
  beforeEach(async () => {
    await gateway.admit(runId, ['vendor-small'])
    gateway.reports.length = 0
  })

  it('is sent again, and charged once', async () => {
    vendor.script({}, busy, { status: 429, headers: { 'retry-after': '7' }, error: { message: 'slow down' } })
    const asking = gateway.ask()
    await passWait(1, 1_000)
    await passWait(2, 6_999)
    await new Promise(setImmediate)
    expect(vendor.records()).toHaveLength(2)
    gateway.clock.advance(1)
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished', origin: 'new' })
    expect(vendor.records()).toHaveLength(3)
    expect(waits()).toEqual(['retry', null, 'retry', null])
    expect(await usage()).toMatchObject({ calls: 1, estimatedTokens: 0 })
  })

  it('is given up after four tries, costs nothing, and may be asked anew under the same key', async () => {
    vendor.script({}, busy, busy, busy, busy)
    const asking = gateway.ask()
    for (const [count, wait] of [1_000, 2_000, 4_000].entries()) await passWait(count + 1, wait)
    expect(await readError(await asking)).toMatchObject({ status: 502, code: 'provider.serverError' })
    expect(vendor.records()).toHaveLength(4)
    expect((await usage()).calls).toBe(0)
    expect(await readAnswer(await gateway.ask())).toMatchObject({ state: 'finished', origin: 'new' })
    expect(await usage()).toMatchObject({ calls: 1, estimatedTokens: 0 })
  })

  it.each([
    ['wrong-key', 'provider.keyRefused', 502],
    ['no-money', 'provider.noMoney', 402],
    ['no-quota', 'provider.noMoney', 402],
    ['overdue-glm', 'provider.noMoney', 402],
    ['overdue-ark', 'provider.noMoney', 402],
    ['forbidden', 'provider.forbidden', 502],
    ['unknown-model', 'provider.modelUnknown', 502],
    ['too-long', 'model.contextTooSmall', 400],
    ['html-page', 'provider.notAnApi', 502],
    ['error-in-200', 'provider.noMoney', 402],
  ])('%s is told at once as %s, without a charge', async (model, code, status) => {
    await gateway.main.call('run.end', { runId })
    await gateway.close()
    gateway = await openTestGateway({ ledgerPath: folder.path, baseUrl: vendor.baseUrl, models: [model] })
    expect(await readError(await gateway.ask({ model: `vendor/${model}` }))).toMatchObject({ code, status })
    expect(vendor.records()).toHaveLength(1)
    expect((await usage()).calls).toBe(0)
  })

  it('waits for a network that is away', async () => {
    await gateway.close()
    const baseUrl = `http://127.0.0.1:${await refusedPort()}/v1`
    gateway = await openTestGateway({ ledgerPath: folder.path, baseUrl })
    const asking = gateway.ask()
    for (const [count, wait] of [1_000, 2_000, 4_000].entries()) await passWait(count + 1, wait)
    expect(await readError(await asking)).toMatchObject({ code: 'provider.unreachable' })
    expect(waits()).toEqual(['network', null, 'network', null, 'network', null])
    expect((await usage()).calls).toBe(0)
  })

  it('is not sent again when the service stays silent, and what was sent counts as charged', async () => {
    vendor.script({}, { silent: true })
    const asking = gateway.ask()
    await vendor.waitFor((records) => records.length === 1)
    gateway.clock.advance(120_000)
    // The runner has been kept company meanwhile, so the error comes within the stream.
    const answer = await readAnswer(await asking)
    expect(errorIn(answer).code).toBe('provider.timedOut')
    expect(vendor.records()).toHaveLength(1)
    const { calls, tokens, estimatedTokens } = await usage()
    expect(calls).toBe(1)
    expect(tokens.output).toBe(0)
    expect(estimatedTokens).toBe(tokens.input)
    expect(tokens.input).toBeGreaterThan(0)
  })

  it('costs what it may have cost each time the line breaks after it was sent', async () => {
    vendor.script({}, { cutAfterBytes: 0 })
    const asking = gateway.ask()
    await passWait(1, 1_000)
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
    const { calls, estimatedTokens } = await usage()
    expect(calls).toBe(2)
    expect(estimatedTokens).toBeGreaterThan(0)
  })
})

describe('an answer that breaks off', () => {
  it.each([
    ['the connection closes', { cutAfterPieces: 10 }, 'model.cut'],
    ['it ends in the middle of an event', { cutAfterBytes: 700 }, 'model.cut'],
    ['it ends without a finish reason, though with [DONE]', { finishReason: null }, 'model.cut'],
    ['an event is no JSON', { insert: [{ afterPieces: 5, text: 'data: {"choices":\n\n' }] }, 'model.badAnswer'],
    [
      'an error event comes',
      { insert: [{ afterPieces: 5, text: 'data: {"error":{"code":502,"message":"upstream died"}}\n\n' }] },
      'provider.serverError',
    ],
  ])('is never passed off as done when %s', async (_, behaviour: Behaviour, code) => {
    vendor.script({}, behaviour)
    const answer = await readAnswer(await gateway.ask({ text: 'Tell me more about all of this, please' }))
    expect(answer.doneSeen).toBe(false)
    expect(answer.answer.finishReason).toBeNull()
    expect(answer.answer.content).toMatch(/^You s/)
    expect(errorIn(answer).code).toBe(code)
    const { calls, tokens, estimatedTokens, spent } = await usage()
    expect(calls).toBe(1)
    expect(tokens.output).toBeGreaterThan(0)
    expect(estimatedTokens).toBe(tokens.input + tokens.output)
    expect(spent[0]?.estimatedMicros).toBe(spent[0]?.micros)

    expect(await readAnswer(await gateway.ask({ text: 'Tell me more about all of this, please' }))).toMatchObject({
      origin: 'new',
      state: 'finished',
    })
    expect((await usage()).calls).toBe(2)
  })

  it('fails a program that wants no stream with the same error', async () => {
    vendor.script({}, { cutAfterPieces: 10 })
    expect(await readError(await gateway.ask({ stream: false }))).toMatchObject({ code: 'model.cut', status: 502 })
  })

  it('that falls silent is given up after two minutes, not before', async () => {
    vendor.script({}, { holdAfterPieces: 10 })
    const response = await gateway.ask()
    await vendor.waitFor(([record]) => record?.state === 'held')
    const reading = readAnswer(response)
    gateway.clock.advance(119_000)
    expect(vendor.records()[0]?.state).toBe('held')
    gateway.clock.advance(120_000)
    expect(errorIn(await reading).code).toBe('provider.timedOut')
    await vendor.waitFor(([record]) => record?.state === 'aborted')
  })
})

describe('usage', () => {
  it.each(models)('of %s is the same to the last token', async (model) => {
    const answer = await readAnswer(await gateway.ask({ model: `vendor/${model}`, text: 'Guten Morgen' }))
    expect(answer).toMatchObject({ state: 'finished', answer: { content: 'You said: Guten Morgen' } })
    const { tokens, estimatedTokens, spent } = await usage()
    if (model === 'without-usage') {
      expect(estimatedTokens).toBe(tokens.input + tokens.output)
      expect(tokens.input).toBeGreaterThan(0)
      expect(tokens.output).toBeGreaterThan(0)
    } else {
      // Four characters each: 12 asked, 22 answered.
      expect(tokens).toMatchObject({ input: 3, output: 6 })
      expect(estimatedTokens).toBe(0)
      expect(spent).toEqual([{ currency: 'USD', micros: 3 * 2 + 6 * 8, estimatedMicros: 0 }])
    }
    expect(answer.answer.usage).toMatchObject({ prompt_tokens: tokens.input, completion_tokens: tokens.output })
  })

  it('of garbage is marked as estimated', async () => {
    vendor.script({}, { usageBody: { prompt_tokens: -5, completion_tokens: 'six', total_tokens: 1 } })
    await readAnswer(await gateway.ask())
    const { tokens, estimatedTokens } = await usage()
    expect(estimatedTokens).toBe(tokens.input + tokens.output)
    expect(tokens.output).toBeGreaterThan(0)
  })

  it('is asked for, and the call still made where a server refuses to be asked', async () => {
    const refusal = { status: 400, error: { message: "Unrecognized request argument supplied: 'stream_options'" } }
    vendor.script({}, refusal, { usage: 'lastChunk' })
    await readAnswer(await gateway.ask())
    await readAnswer(await gateway.ask({ callKey: 'step/item/2' }))
    expect(vendor.records().map(({ body }) => body)).toEqual([
      expect.objectContaining({ stream_options: { include_usage: true } }),
      expect.not.objectContaining({ stream_options: expect.anything() }),
      expect.not.objectContaining({ stream_options: expect.anything() }),
    ])
  })
})

describe('what is sent', () => {
  it('is the request with the plain name of the model, as a stream, with the key and nothing of ours', async () => {
    await (await gateway.ask({ stream: false, extra: { max_tokens: 9, thinking: { type: 'disabled' } } })).json()
    const [record] = vendor.records()
    expect(record).toMatchObject({
      key: 'sk-test',
      body: {
        model: 'vendor-small',
        messages: [{ role: 'user', content: 'Good morning' }],
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 9,
        thinking: { type: 'disabled' },
      },
    })
    expect(Object.keys(record?.headers ?? {}).some((name) => name.startsWith('x-kaihe'))).toBe(false)
    expect(record?.headers.authorization).toBe('Bearer sk-test')
  })

  it('names the output cap as the model wants it', async () => {
    const message = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    vendor.script({}, { status: 400, error: { message, code: 'unsupported_parameter' } })
    await readAnswer(await gateway.ask({ extra: { max_tokens: 9 } }))
    await readAnswer(await gateway.ask({ extra: { max_tokens: 8 } }))
    const [, second, third] = vendor.records().map(({ body }) => body)
    expect(second).toMatchObject({ max_completion_tokens: 9 })
    expect(second).not.toHaveProperty('max_tokens')
    expect(third).toMatchObject({ max_completion_tokens: 8 })
  })
})
