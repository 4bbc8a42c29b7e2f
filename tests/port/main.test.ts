import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { readReplies } from './ask-port.ts'

const repository = join(import.meta.dirname, '..', '..')

function startPort(): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(repository, 'electron/dev/port/main.ts')], {
    cwd: repository,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
}

describe('the port as a program', () => {
  it('writes JSON lines only, answers everything in flight when its input ends, and leaves with 0', async () => {
    const port = startPort()
    const output = text(port.stdout)
    const ended = once(port, 'exit')
    const chunks = [Buffer.from('data: a\n\n').toString('base64')]
    port.stdin.write(`${JSON.stringify({ id: 1, op: 'sse.feed', args: { chunks, as: 'events' } })}\n`)
    port.stdin.write(`${JSON.stringify({ id: 2, op: 'sse.feed', args: {} })}\n`)
    port.stdin.end('{"id":"help","op":"help"}')
    const replies = readReplies(await output)
    expect((await ended)[0]).toBe(0)
    expect(replies).toHaveLength(3)
    const of = (id: unknown) => replies.find((reply) => reply.id === id)
    expect(of(1)?.ok).toMatchObject({ events: [{ event: 'message', data: 'a' }] })
    expect(of(2)?.error?.code).toBe('request.invalid')
    expect(of('help')?.ok).toHaveProperty(['operations', 'sse.feed', 'args', 'properties', 'chunks'])
  })

  it('ends by itself, without a complaint, when nobody reads its answers any more', async () => {
    const port = startPort()
    const complaints = text(port.stderr)
    const ended = once(port, 'exit')
    port.stdin.write('{"id":1,"op":"help"}\n')
    await once(port.stdout, 'data')
    port.stdout.destroy()
    port.stdin.on('error', () => {
      // The port may leave before the last line is written to it.
    })
    port.stdin.write('{"id":2,"op":"help"}\n')
    expect((await ended)[0]).toBe(0)
    expect(await complaints).toBe('')
  })
})
