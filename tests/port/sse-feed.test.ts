import { describe, expect, it } from 'vitest'
import { sseFeed } from '../../electron/dev/port/operations/sse-feed.ts'
import { askPort } from './ask-port.ts'

const base64 = (...chunks: (string | Uint8Array)[]): string[] =>
  chunks.map((chunk) => Buffer.from(chunk).toString('base64'))
const event = (text: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text }, finish_reason: finish }] })}\n\n`

describe('sse.feed', () => {
  it('answers its own example', async () => {
    expect(await askPort('sse.feed', sseFeed.example.args)).toEqual({ id: 1, ok: sseFeed.example.ok })
  })

  it('joins chunks cut inside a character and says how the stream ended', async () => {
    const bytes = Buffer.from(event('你好'))
    const at = bytes.indexOf(0xe4) + 1
    const cut = await askPort('sse.feed', { chunks: base64(bytes.subarray(0, at), bytes.subarray(at)) })
    expect(cut.ok).toMatchObject({ chat: { state: 'cut', text: '你好', usage: null }, leftover: '' })
    const finished = await askPort('sse.feed', { chunks: base64(event('a'), event('b', 'stop'), 'data: x') })
    expect(finished.ok).toMatchObject({ chat: { state: 'finished', text: 'ab', done: false }, leftover: 'data: x' })
  })

  it('gives plain events, ids and names when asked for events', async () => {
    const reply = await askPort('sse.feed', {
      as: 'events',
      chunks: base64('\uFEFFid: 7\r', '\nevent: tick\r\ndata: a\r\ndata: b\r\n\r\n: c\n'),
    })
    expect(reply.ok).toEqual({ events: [{ event: 'tick', data: 'a\nb', id: '7' }], leftover: '', chat: null })
  })

  it('is an error, with what came before, when the stream fails', async () => {
    const vendor = await askPort('sse.feed', {
      chunks: base64(event('half'), 'data: {"error":{"code":502,"message":"upstream died"}}\n\n'),
    })
    expect(vendor.error).toMatchObject({ code: 'provider.serverError', detail: '502: upstream died' })
    expect(vendor.error?.partial).toMatchObject({ chat: { state: 'failed', text: 'half' }, events: [{}, {}] })
    const broken = await askPort('sse.feed', { chunks: base64('data: {"cho\n\n') })
    expect(broken.error).toMatchObject({ code: 'model.badAnswer', detail: 'not JSON: {"cho' })
    const shape = await askPort('sse.feed', { chunks: base64('data: {"choices":5}\n\n') })
    expect(shape.error?.code).toBe('model.badAnswer')
    const large = await askPort('sse.feed', { chunks: base64(event('ok'), event('x'.repeat(500))), maxEventBytes: 200 })
    expect(large.error).toMatchObject({ code: 'model.badAnswer', detail: 'an event is larger than 200 bytes' })
    expect(large.error?.partial).toMatchObject({ chat: { text: 'ok' } })
  })

  it('refuses what is not base64', async () => {
    expect((await askPort('sse.feed', { chunks: ['%%'] })).error?.code).toBe('request.invalid')
  })
})
