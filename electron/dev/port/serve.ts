import type { Writable } from 'node:stream'
import PQueue from 'p-queue'
import type { PortOperation } from './operation.ts'
import { describeError, invalid, type PortReply, type PortRequest, readRequest } from './protocol.ts'
import { splitLines } from './split-lines.ts'

export type PortStreams = { input: AsyncIterable<Uint8Array>; output: Writable }

const maxLineBytes = 64 * 1024 * 1024
/** More at once would only make each of them slower and memory dear. */
const concurrency = 16

/**
 * Answers JSON lines with JSON lines until the input ends, then finishes what is in flight. Requests are worked on at the same time
 * and answered as they are done, so answers may come in another order. A reader that goes away ends it quietly.
 */
export async function servePort(
  { input, output }: PortStreams,
  operations: Readonly<Record<string, PortOperation>>,
): Promise<void> {
  const queue = new PQueue({ concurrency })
  let isReaderGone = false
  const readerGone = new Promise<void>((resolve) => {
    output.once('error', () => {
      isReaderGone = true
      resolve()
    })
  })
  const reply = (answer: PortReply): Promise<void> =>
    new Promise((resolve) => {
      if (isReaderGone) resolve()
      else output.write(`${JSON.stringify(answer)}\n`, () => resolve())
    })

  const serveAll = async (): Promise<void> => {
    for await (const line of splitLines(input, maxLineBytes)) {
      if (isReaderGone) return
      const request =
        'text' in line ? readRequest(line.text) : { id: null, error: describeError(invalid(line.refused)) }
      // Lines that wait for their turn are held in memory: no more are read than are worked on soon.
      await queue.onSizeLessThan(concurrency)
      void queue.add(async () => reply('error' in request ? request : await answerOne(request, operations)))
    }
    await queue.onIdle()
  }
  await Promise.race([serveAll(), readerGone])
}

async function answerOne(
  request: PortRequest,
  operations: Readonly<Record<string, PortOperation>>,
): Promise<PortReply> {
  const { id, op, args } = request
  try {
    if (op === 'help') return { id, ok: describeOperations(operations) }
    const operation = Object.hasOwn(operations, op) ? operations[op] : undefined
    if (operation === undefined) {
      throw invalid(
        `there is no operation ${JSON.stringify(op)}; there are: help, ${Object.keys(operations).join(', ')}`,
      )
    }
    return { id, ok: await operation.answer(args ?? {}) }
  } catch (thrown) {
    return { id, error: describeError(thrown) }
  }
}

/** What `help` answers: for every operation what it does, its JSON Schemas, and one request with its answer. */
function describeOperations(operations: Readonly<Record<string, PortOperation>>): unknown {
  const described = Object.entries(operations).map(([op, { about, argsSchema, resultSchema, example }]) => [
    op,
    {
      about,
      args: argsSchema,
      ok: resultSchema,
      example: { request: { id: 1, op, args: example.args }, reply: { id: 1, ok: example.ok } },
    },
  ])
  return {
    about: 'JSON lines in, JSON lines out; answers carry the id of their request and may come in another order.',
    error: { code: 'a code of shared/contract/errors.ts', message: 'text', params: {}, detail: 'text' },
    operations: Object.fromEntries(described),
  }
}
