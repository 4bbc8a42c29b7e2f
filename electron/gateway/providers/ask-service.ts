import type { z } from 'zod'
import { readJson } from '../wire/chat.ts'
import type { Service } from './dialect.ts'

/** Asks a service about the account behind the key. Throws ProviderFailure, also where the answer is not of that shape. */
export async function readAnswer<Schema extends z.ZodType>(
  service: Service,
  url: string,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  const answer = await service.ask(url, signal)
  if (answer.status !== 200) throw service.failure(answer)
  const reading = readJson(answer.body, schema)
  if (reading.ok) return reading.value
  throw service.problem(reading.problem)
}

/**
 * Asks a server's own API, which stands beside `/v1`. Null where it gives another answer than expected: the server is another one,
 * or an older one.
 */
export async function readOptional<Schema extends z.ZodType>(
  service: Service,
  path: string,
  schema: Schema,
  signal: AbortSignal,
  post?: unknown,
): Promise<z.infer<Schema> | null> {
  const answer = await service.ask(`${new URL(service.baseUrl).origin}${path}`, signal, post)
  const reading = answer.status === 200 ? readJson(answer.body, schema) : null
  return reading?.ok === true ? reading.value : null
}
