import { createHash } from 'node:crypto'
import type { ChatRequest } from '../wire/chat.ts'

/**
 * A hash of what a request asks for, the same however its fields are ordered. How the answer is delivered (`stream`,
 * `stream_options`) is no part of it: a whole answer may be paid by a streamed one.
 */
export function hashRequest(request: ChatRequest): string {
  const { stream: _stream, stream_options: _options, ...asked } = request
  return createHash('sha256')
    .update(JSON.stringify(ordered(asked)))
    .digest('base64url')
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  entries.sort(([left], [right]) => (left < right ? -1 : 1))
  return entries.map(([name, inner]) => [name, ordered(inner)])
}
