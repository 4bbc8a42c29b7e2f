import { describe, expect, it, onTestFinished } from 'vitest'
import { type AskDependencies, createAsk, type Question } from '../../../electron/runner/model/ask.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { modelNameSchema, providerIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday } from '../../helpers/things.ts'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'

async function open(behaviours: Behaviour[], changes: Partial<AskDependencies> = {}) {
  const server = await startVendorServer()
  onTestFinished(() => server.close())
  if (behaviours.length > 0) server.script({}, ...behaviours)
  const clock = createFakeClock(birthday)
  const shown: string[] = []
  const door = { baseUrl: server.baseUrl, token: 'token' }
  let found = 0
  const ask = createAsk({
    model: { providerId: providerIdSchema.parse('deepseek'), model: modelNameSchema.parse('deepseek-flash') },
    door,
    // Time passes while main looks for the gateway, so no pause is ever waited for.
    findGateway: async () => {
      found += 1
      return door
    },
    fetch,
    clock: { ...clock, after: (_, callback) => (queueMicrotask(callback), () => undefined) },
    signal: new AbortController().signal,
    ...changes,
  })
  const question: Question = {
    stepId: stepIdSchema.parse('step-1'),
    item: 'report 2/5 摘要',
    ordinal: 1,
    messages: [{ role: 'user', content: 'Hello there' }],
    maxTokens: 500,
    live: { add: (text) => shown.push(text), restart: () => shown.push('RESTART') },
  }
  return { server, ask, question, shown, foundTimes: () => found }
}

const ownError = (code: string, params: object = {}, message = 'what the vendor said') =>
  JSON.stringify({ error: { code, params, message, type: 'gateway' } })

async function codeOf(work: Promise<unknown>): Promise<CodedError> {
  const thrown: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(thrown instanceof CodedError)) throw new Error(`no coded error but ${String(thrown)}`)
  return thrown
}

describe('asking a model', () => {
  it('gives the whole answer and shows it as it comes', async () => {
    const { ask, question, shown, server } = await open([{ text: 'Three short words', pieces: 3 }])
    expect(await ask(question)).toEqual({
      text: 'Three short words',
      shortened: false,
      tokens: { input: 3, output: 5 },
    })
    expect(shown.join('')).toBe('Three short words')
    expect(shown.length).toBe(3)
    expect(server.records()[0]?.headers['x-kaihe-call']).toBe(`step-1/${encodeURIComponent(question.item)}/1`)
    expect(server.records()[0]?.headers['x-stainless-retry-count']).toBe('0')
  })

  it('flags an answer that reached its limit, and does not take it for an error', async () => {
    const { ask, question } = await open([{ text: 'As far as it', finishReason: 'length' }])
    expect(await ask(question)).toMatchObject({ text: 'As far as it', shortened: true })
  })

  it('leaves out what a thinking model thinks, in its own field or in the text', async () => {
    const { ask, question, shown } = await open([
      { reasoning: 'Let me see.', text: 'Plain.' },
      { text: '<think>\nLet me see.\n</think>\n\nPlain.' },
    ])
    expect((await ask(question)).text).toBe('Plain.')
    expect(shown.join('')).toBe('Plain.')
    expect((await ask(question)).text).toBe('Plain.')
  })

  it.each([
    [{ text: '   \n' }, 'model.emptyAnswer'],
    [{ text: '', finishReason: 'length' }, 'model.emptyAnswer'],
    [{ text: '<think>for ever', finishReason: 'length' }, 'model.emptyAnswer'],
    [{ text: 'I cannot', finishReason: 'content_filter' }, 'model.refusedContent'],
  ])('refuses an answer that is none: %j', async (behaviour, code) => {
    const { ask, question } = await open([behaviour])
    expect((await codeOf(ask(question))).code).toBe(code)
  })

  it.each([
    [401, 'provider.keyRefused', {}],
    [402, 'provider.noMoney', { name: 'DeepSeek' }],
    [502, 'model.cut', {}],
  ])('passes on what the gateway says, with status %i', async (status, code, params) => {
    const { ask, question, server } = await open([{ status, body: ownError(code, params) }])
    const error = await codeOf(ask(question))
    expect(error).toMatchObject({ code, params, detail: 'what the vendor said' })
    expect(server.records()).toHaveLength(1)
  })

  it('passes on what the gateway says in the middle of a stream', async () => {
    const insert = [{ afterPieces: 2, text: `data: ${ownError('model.cut', { name: 'DeepSeek' })}\n\n` }]
    const { ask, question, server } = await open([{ text: 'Half of an answer', pieces: 4, insert }])
    expect(await codeOf(ask(question))).toMatchObject({ code: 'model.cut', params: { name: 'DeepSeek' } })
    expect(server.records()).toHaveLength(1)
  })

  it.each([
    [{ status: 500, body: '<html>Bad gateway</html>' }],
    [{ status: 400, body: JSON.stringify({ error: { code: 'strange', message: 'no code of ours' } }) }],
    [{ text: 'x', insert: [{ afterPieces: 0, text: 'data: {not json\n\n' }] }],
  ])('calls anything else it cannot read a bad answer: %j', async (behaviour) => {
    const { ask, question } = await open([behaviour])
    expect((await codeOf(ask(question))).code).toBe('model.badAnswer')
  })

  it.each([
    ['the connection broke off', { cutAfterPieces: 2, text: 'One two three four', pieces: 4 }],
    ['the stream just ended', { finishReason: null, withoutDone: true, text: 'One two three four', pieces: 4 }],
    ['the gateway is starting', { status: 503, body: ownError('gateway.unavailable') }],
    ['it does not know the token yet', { status: 401, body: ownError('request.refused') }],
  ])('finds the gateway again and repeats under the same key when %s', async (_, behaviour) => {
    const { ask, question, server, shown, foundTimes } = await open([behaviour, { text: 'One two three four five' }])
    expect((await ask(question)).text).toBe('One two three four five')
    expect(foundTimes()).toBe(1)
    const keys = server.records().map((record) => record.headers['x-kaihe-call'])
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(shown.slice(shown.indexOf('RESTART') + 1).join('')).toBe('One two three four five')
  })

  it('follows the gateway to its new address with its new token', async () => {
    const moved = await startVendorServer({ keys: ['new token'] })
    onTestFinished(() => moved.close())
    const { ask, question } = await open([], {
      door: { baseUrl: 'http://127.0.0.1:9/v1', token: 'old token' },
      findGateway: () => Promise.resolve({ baseUrl: moved.baseUrl, token: 'new token' }),
    })
    expect((await ask(question)).text).toBe('You said: Hello there')
  })

  it('gives up after ten tries, waiting longer each time', async () => {
    const waits: number[] = []
    const clock = createFakeClock(birthday)
    const { ask, question, foundTimes } = await open([], {
      door: { baseUrl: 'http://127.0.0.1:9/v1', token: 'token' },
      findGateway: () => Promise.resolve({ baseUrl: 'http://127.0.0.1:9/v1', token: 'token' }),
      clock: {
        ...clock,
        after(milliseconds, callback) {
          waits.push(milliseconds)
          queueMicrotask(callback)
          return () => undefined
        },
      },
    })
    expect((await codeOf(ask(question))).code).toBe('gateway.unavailable')
    expect(foundTimes()).toBe(0)
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000])
  })

  it('closes the connection when stopped, and throws the reason', async () => {
    const stopping = new AbortController()
    const { ask, question, server, foundTimes } = await open([{ holdAfterPieces: 2 }], { signal: stopping.signal })
    const asking = ask(question)
    await server.waitFor((records) => records.some((record) => record.pieces === 2))
    const reason = new CodedError('run.ended')
    stopping.abort(reason)
    expect(await codeOf(asking)).toBe(reason)
    await server.waitFor((records) => records.every((record) => record.state === 'aborted'))
    expect(foundTimes()).toBe(0)
  })
})
