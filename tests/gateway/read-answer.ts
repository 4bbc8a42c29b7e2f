import { z } from 'zod'
import { createChatStreamReader, type ChatStreamEnd } from '../../electron/gateway/sse/read-chat-stream.ts'

/** What a runner gets from the gateway, read to its end. */
export type Answer = ChatStreamEnd & { status: number; origin: string | null; broken: boolean }

export async function readAnswer(response: Response): Promise<Answer> {
  const reader = createChatStreamReader()
  let broken = false
  try {
    for await (const bytes of response.body ?? []) reader.feed(bytes)
  } catch {
    broken = true
  }
  return { ...reader.end(), status: response.status, origin: response.headers.get('x-kaihe-reply'), broken }
}

/** Reads until the answer's text has come so far; the rest can then be read, or left. */
export async function readUntil(response: Response, fits: (text: string) => boolean) {
  const body = response.body?.getReader()
  const chunks = createChatStreamReader()
  while (body !== undefined && !fits(chunks.end().answer.content)) {
    const { done, value } = await body.read()
    if (done) throw new Error(`the answer ended before: ${chunks.end().answer.content}`)
    chunks.feed(value)
  }
  return { text: chunks.end().answer.content, leave: () => body?.cancel() }
}

const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
})

export async function readError(response: Response) {
  const { error } = errorSchema.parse(await response.json())
  return { status: response.status, ...error }
}

/** The error event in the middle of a stream. */
export function errorIn(answer: Answer) {
  if (answer.problem?.kind !== 'vendorError') throw new Error(`no error event: ${JSON.stringify(answer.problem)}`)
  return errorSchema.parse(answer.problem.error.raw).error
}
