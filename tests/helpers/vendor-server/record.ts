import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * One request as the server saw it. `held` waits for the test; `completed` was answered to the last byte; `cut` was ended by the
 * server on purpose; `aborted` was left by the client before the end.
 */
export const recordSchema = z.object({
  number: z.number().int().positive(),
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  key: z.string().nullable(),
  model: z.string().nullable(),
  body: z.unknown(),
  /** The same for the same model and messages: by it a test sees that nothing was asked, and so paid, twice. */
  questionHash: z.string().nullable(),
  state: z.enum(['received', 'held', 'answering', 'completed', 'cut', 'aborted']),
  status: z.number().int().nullable(),
  pieces: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  receivedAt: z.number(),
  /** When the client left or the answer's last byte was handed to the system; null while neither has happened. */
  endedAt: z.number().nullable(),
})
export type RecordedRequest = z.infer<typeof recordSchema>

const questionSchema = z.looseObject({ model: z.unknown(), messages: z.unknown() })

export function hashQuestion(body: unknown): string | null {
  const question = questionSchema.safeParse(body)
  if (!question.success) return null
  const { model, messages } = question.data
  return createHash('sha256')
    .update(JSON.stringify([model, messages]))
    .digest('hex')
}

/** Chat requests that a vendor would have charged: the model had begun to answer. */
export function paidRequests(records: readonly RecordedRequest[]): RecordedRequest[] {
  return records.filter((record) => record.path.endsWith('/chat/completions') && record.status === 200)
}

/** Questions that were charged more than once, with how often. */
export function paidMoreThanOnce(records: readonly RecordedRequest[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { questionHash } of paidRequests(records)) {
    if (questionHash !== null) counts.set(questionHash, (counts.get(questionHash) ?? 0) + 1)
  }
  return new Map([...counts].filter(([, count]) => count > 1))
}

/** Appends each change of a record as a line, synchronously, so that it outlives a kill. */
export function appendRecord(file: string, record: RecordedRequest): void {
  appendFileSync(file, `${JSON.stringify(record)}\n`)
}

/** The last state of every request in a file written by `appendRecord`; a line that a kill cut off is left out. */
export function readRecords(file: string): RecordedRequest[] {
  const byNumber = new Map<number, RecordedRequest>()
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []) {
    const record = recordSchema.parse(JSON.parse(line))
    byNumber.set(record.number, record)
  }
  return [...byNumber.values()]
}
