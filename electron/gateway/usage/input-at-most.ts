import type { ChatRequest } from '../wire/chat.ts'

/** What a vendor's template adds: marks around each message, and a hidden text where there are tools. Larger than any seen. */
const perMessage = 64
const perRequest = 1_024

/**
 * What the prompt of a request cannot exceed, in tokens: no token is shorter than a byte. Null where it carries pictures, sound or
 * files, whose tokens only the vendor knows.
 */
export function inputAtMost(request: ChatRequest): number | null {
  const isTextOnly = request.messages.every(
    ({ content }) => !Array.isArray(content) || content.every(({ type }) => type === 'text'),
  )
  if (!isTextOnly) return null
  const sent = JSON.stringify([request.messages, request.tools, request.response_format])
  return Buffer.byteLength(sent) + request.messages.length * perMessage + perRequest
}
