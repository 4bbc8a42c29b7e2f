import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineOperation } from '../../electron/dev/port/operation.ts'
import { servePort } from '../../electron/dev/port/serve.ts'
import { CodedError } from '../../shared/contract/errors.ts'
import { askPort, talkToPort } from './ask-port.ts'

const echo = defineOperation({
  about: 'Says it again.',
  args: z.strictObject({ text: z.string() }),
  result: z.object({ text: z.string() }),
  example: { args: { text: 'a' }, ok: { text: 'a' } },
  run: async ({ text }) => ({ text }),
})
const line = (id: unknown, op: string, args?: unknown): string => `${JSON.stringify({ id, op, args })}\n`

describe('the port', () => {
  it('answers each line with its id, in chunks cut anywhere, without a last line end, blank lines aside', async () => {
    const bytes = Buffer.from(
      `\n${line(1, 'echo', { text: '收据\u2028x' })}  \r\n${line('b', 'echo', { text: 'two' }).trimEnd()}`,
    )
    const cut = Array.from(bytes, (byte) => Uint8Array.of(byte))
    for (const input of [cut, [bytes]]) {
      expect(await talkToPort(input, { echo })).toEqual([
        { id: 1, ok: { text: '收据\u2028x' } },
        { id: 'b', ok: { text: 'two' } },
      ])
    }
  })

  it('works on requests at the same time and answers what was in flight when the input ended', async () => {
    const started: string[] = []
    let release: () => void = () => {}
    const bothStarted = new Promise<void>((resolve) => {
      release = resolve
    })
    const meet = defineOperation({
      about: 'Waits until two are here.',
      args: z.strictObject({ name: z.string() }),
      result: z.object({ name: z.string() }),
      example: { args: { name: 'a' }, ok: { name: 'a' } },
      async run({ name }) {
        started.push(name)
        if (started.length === 2) release()
        await bothStarted
        return { name }
      },
    })
    const replies = await talkToPort([line(1, 'meet', { name: 'a' }), line(2, 'meet', { name: 'b' })], { meet })
    expect(replies.map((reply) => reply.id).sort()).toEqual([1, 2])
  })

  it.each([
    ['no JSON', '{"id":1,\n', null],
    ['no object', '[]\n', null],
    ['an id that is none', '{"id":{},"op":"echo"}\n', null],
    ['no operation', '{"id":7}\n', 7],
    ['bytes that are not UTF-8', Uint8Array.of(0xff, 0x0a), null],
  ])('refuses %s and goes on', async (_what, bad, id) => {
    const replies = await talkToPort([bad, line(2, 'echo', { text: 'a' })], { echo })
    expect(replies).toHaveLength(2)
    expect(replies.find((reply) => reply.id === id)?.error).toMatchObject({
      code: 'request.invalid',
      message: expect.stringContaining('cannot be used'),
      detail: expect.stringMatching(/./),
    })
    expect(replies.find((reply) => reply.id === 2)?.ok).toEqual({ text: 'a' })
  })

  it('refuses wrong arguments and unknown operations, saying what is wrong', async () => {
    const [args] = await talkToPort([line(1, 'echo', { text: 5 })], { echo })
    expect(args?.error).toMatchObject({ code: 'request.invalid', detail: expect.stringContaining('text') })
    const [extra] = await talkToPort([line(1, 'echo', { text: 'a', more: 1 })], { echo })
    expect(extra?.error?.detail).toContain('more')
    const [unknown] = await talkToPort([line(1, 'toString')], { echo })
    expect(unknown?.error?.detail).toContain('there are: help, echo')
  })

  it('tells a failure with its code, its English text, its params and its detail', async () => {
    const failing = (thrown: Error) => ({
      fail: defineOperation({
        about: 'Fails.',
        args: z.strictObject({}),
        result: z.object({}),
        example: { args: {}, ok: {} },
        run: async () => {
          throw thrown
        },
      }),
    })
    const [coded] = await talkToPort(
      [line(1, 'fail')],
      failing(new CodedError('document.missing', { name: 'a.txt' }, 'ENOENT')),
    )
    expect(coded?.error).toMatchObject({ code: 'document.missing', params: { name: 'a.txt' }, detail: 'ENOENT' })
    expect(coded?.error?.message).toMatch(/^The document is no longer there\. [A-Z]/)
    const [plain] = await talkToPort([line(1, 'fail')], failing(new RangeError('odd')))
    expect(plain?.error).toMatchObject({ code: 'unexpected', detail: 'RangeError: odd' })
  })

  it('ends quietly when its reader goes away', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    })
    async function* endless(): AsyncGenerator<Uint8Array> {
      while (true) {
        await new Promise(setImmediate)
        yield Buffer.from(line(1, 'echo', { text: 'a' }))
      }
    }
    await expect(servePort({ input: endless(), output }, { echo })).resolves.toBeUndefined()
  })
})

describe('help', () => {
  const helpSchema = z.object({
    operations: z.record(
      z.string(),
      z.object({
        about: z.string().min(1),
        args: z.looseObject({ type: z.literal('object') }),
        ok: z.looseObject({ type: z.literal('object') }),
        example: z.object({ request: z.looseObject({ op: z.string() }), reply: z.looseObject({}) }),
      }),
    ),
  })

  it('gives every operation’s JSON Schemas and one example that fits them', async () => {
    const { operations } = helpSchema.parse((await askPort('help')).ok)
    expect(Object.keys(operations)).toEqual(expect.arrayContaining(['document.read', 'sse.feed']))
    for (const [op, { args, ok, example }] of Object.entries(operations)) {
      expect(example.request.op).toBe(op)
      expect(z.fromJSONSchema(args).safeParse(example.request.args).error?.message).toBeUndefined()
      expect(z.fromJSONSchema(ok).safeParse(example.reply.ok).error?.message).toBeUndefined()
    }
  })
})
