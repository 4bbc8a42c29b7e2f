import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { PortOperation } from '../../electron/dev/port/operation.ts'
import { operations } from '../../electron/dev/port/operations.ts'
import { servePort } from '../../electron/dev/port/serve.ts'

const replySchema = z.object({
  id: z.union([z.string(), z.number(), z.null()]),
  ok: z.unknown().optional(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.unknown()),
      detail: z.string(),
      partial: z.unknown().optional(),
    })
    .optional(),
})
export type Reply = z.infer<typeof replySchema>

/** Gives the port these bytes, ends its input, and returns all lines it wrote, each checked to be a reply. */
export async function talkToPort(
  input: Iterable<string | Uint8Array>,
  table: Readonly<Record<string, PortOperation>> = operations,
): Promise<Reply[]> {
  const output = new PassThrough()
  const written = text(output)
  await servePort({ input: bytesOf(input), output }, table)
  output.end()
  return readReplies(await written)
}

/** The lines of an output, each checked to be a reply and nothing else. */
export function readReplies(output: string): Reply[] {
  const lines = output.split('\n')
  if (lines.pop() !== '') throw new Error('the output does not end with a whole line')
  return lines.map((line) => replySchema.strict().parse(JSON.parse(line)))
}

/** One operation by itself. */
export async function askPort(op: string, args?: unknown): Promise<Reply> {
  const [reply] = await talkToPort([`${JSON.stringify({ id: 1, op, args })}\n`])
  if (reply === undefined) throw new Error('no reply')
  return reply
}

async function* bytesOf(input: Iterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of input) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}
