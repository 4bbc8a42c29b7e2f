import type { z } from 'zod'
import { findError } from './error-body.ts'
import { excerpt, type WireProblem } from './problem.ts'

export type Reading<Value> = { ok: true; value: Value } | { ok: false; problem: WireProblem }

/**
 * Reads one JSON text of a vendor against a schema. An error inside a good status or a data event is found first, so that it
 * is never mistaken for an empty answer. Blank lines before the JSON are allowed (DeepSeek keeps connections alive with them).
 */
export function readJson<Schema extends z.ZodType>(text: string, schema: Schema): Reading<z.infer<Schema>> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { ok: false, problem: { kind: 'badJson', text: excerpt(text) } }
  }
  const error = findError(value)
  if (error !== null) return { ok: false, problem: { kind: 'vendorError', error } }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, problem: { kind: 'badShape', text: excerpt(text), detail: parsed.error.message } }
}
