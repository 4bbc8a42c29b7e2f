import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChatProvider } from '../../../electron/gateway/providers/chat-provider.ts'
import { compatible } from '../../../electron/gateway/providers/compatible.ts'
import { type AnswerEnd, ProviderFailure } from '../../../electron/gateway/providers/provider.ts'
import type { Fetch } from '../../../electron/gateway/providers/read-bytes.ts'
import { createReasoningMemory } from '../../../electron/gateway/providers/reasoning-memory.ts'
import { createAnswerAssembler } from '../../../electron/gateway/sse/assemble-answer.ts'
import { type ChatChunk, chatRequestSchema } from '../../../electron/gateway/wire/chat.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { start } from '../open-test-gateway.ts'

let vendor: VendorServer
let clock: FakeClock
beforeEach(async () => {
  clock = createFakeClock(start)
  vendor = await startVendorServer()
})
afterEach(() => vendor.close())

const request = chatRequestSchema.parse({
  model: 'vendor-small',
  messages: [{ role: 'user', content: 'Good morning' }],
})
const signal = new AbortController().signal
const make = (options: { fetch?: Fetch; baseUrl?: string; key?: string | null } = {}) =>
  createChatProvider({
    dialect: compatible,
    memory: createReasoningMemory(),
    baseUrl: options.baseUrl ?? vendor.baseUrl,
    key: options.key ?? null,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    clock,
  })
const readAll = async (answer: AsyncGenerator<ChatChunk, AnswerEnd, undefined>) => {
  for (;;) {
    const next = await answer.next()
    if (next.done === true) return next.value
  }
}
const failureOf = async (work: Promise<unknown>) => {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(thrown instanceof ProviderFailure)) throw new Error(`no failure: ${String(thrown)}`)
  return thrown
}

describe('a compatible provider', () => {
  it('reads a whole answer where the server does not stream', async () => {
    const body = JSON.stringify({
      id: 'whole',
      model: 'vendor-small-1124',
      choices: [
        {
          message: {
            role: 'assistant',
            content: 'Hello',
            tool_calls: [{ id: 'c1', type: 'function', function: { name: 'read', arguments: '{}' } }],
          },
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 4, completion_tokens: 1 },
    })
    vendor.script({}, { status: 200, body: `\n\n${body}`, headers: { 'content-type': 'application/json' } })
    expect(await readAll(make().complete(request, signal))).toMatchObject({
      state: 'finished',
      answer: { content: 'Hello', model: 'vendor-small-1124', toolCalls: [{ id: 'c1' }], usage: { prompt_tokens: 4 } },
    })
  })

  it('sends no key where there is none, and follows no redirect with one', async () => {
    await readAll(make().complete(request, signal))
    expect(vendor.records()[0]?.headers).not.toHaveProperty('authorization')
    vendor.script({}, { status: 307, headers: { location: 'https://elsewhere.example.com/' }, body: 'moved' })
    const failure = await failureOf(readAll(make({ key: 'sk' }).complete(request, signal)))
    expect([failure.error.code, failure.maybeCharged]).toEqual(['provider.notAnApi', false])
    expect(vendor.records()).toHaveLength(2)
  })

  it('closes the connection when whoever reads walks away', async () => {
    vendor.script({}, { holdAfterPieces: 10 })
    const answer = make().complete(request, signal)
    await answer.next()
    await vendor.waitFor(([record]) => record?.state === 'held')
    await answer.return({ state: 'cut', answer: createAnswerAssembler().answer() })
    await vendor.waitFor(([record]) => record?.state === 'aborted')
    expect(clock.pending()).toBe(0)
  })

  it('throws the reason when it is aborted, before and in the middle', async () => {
    const stopper = new AbortController()
    vendor.script({}, { silent: true })
    const silent = readAll(make().complete(request, stopper.signal))
    await vendor.waitFor((records) => records.length === 1)
    stopper.abort(new Error('stopped'))
    await expect(silent).rejects.toThrow('stopped')
    await expect(readAll(make().complete(request, stopper.signal))).rejects.toThrow('stopped')
    expect(vendor.records()).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })

  it('takes an empty event stream for no answer', async () => {
    vendor.script({}, { status: 200, body: '\n', headers: { 'content-type': 'text/event-stream' } })
    expect((await failureOf(readAll(make().complete(request, signal)))).error.code).toBe('model.badAnswer')
  })

  it('lets keep-alive comments count as life', async () => {
    const { reading, push } = readFromHand()
    for (let minute = 0; minute < 9; minute++) {
      await push(': keep-alive\n\n')
      clock.advance(60_000)
    }
    await push('data: {"choices":[{"delta":{"content":"late"},"finish_reason":"stop"}]}\n\n')
    await push('')
    expect(await reading).toMatchObject({ state: 'finished', answer: { content: 'late' } })
  })

  it('does not wait long for the end of a stream that has said it is finished', async () => {
    const { reading, push } = readFromHand()
    await push('data: {"choices":[{"delta":{"content":"all"},"finish_reason":"stop"}]}\n\n')
    clock.advance(9_000)
    await push('data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":1}}\n\n')
    clock.advance(10_000)
    expect(await reading).toMatchObject({
      state: 'finished',
      answer: { content: 'all', usage: { prompt_tokens: 3 } },
    })
    expect(clock.pending()).toBe(0)
  })
})

/** A stream whose bytes the test writes itself; an empty text ends it. */
function readFromHand() {
  const encoder = new TextEncoder()
  let write = (_text: string): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      write = (text) => (text === '' ? controller.close() : controller.enqueue(encoder.encode(text)))
    },
  })
  const fetchIt: Fetch = (_url, init) => {
    const headers = { 'content-type': 'text/event-stream' }
    return Promise.resolve(new Response(abortable(body, init.signal ?? null), { headers }))
  }
  const reading = readAll(make({ fetch: fetchIt }).complete(request, signal))
  const push = async (text: string): Promise<void> => {
    write(text)
    await new Promise(setImmediate)
  }
  return { reading, push }
}

/** Fails its reader when the signal aborts, as the body of a real fetch does. */
function abortable(body: ReadableStream<Uint8Array>, aborted: AbortSignal | null): ReadableStream<Uint8Array> {
  return body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), aborted === null ? {} : { signal: aborted })
}
