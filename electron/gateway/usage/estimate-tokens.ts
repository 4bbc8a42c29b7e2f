import { estimateTokenCount } from 'tokenx'
import { type ChatRequest, contentText } from '../wire/chat.ts'

/** What a message costs beyond its text: role and separators, as OpenAI's chat format counts them. */
const tokensPerMessage = 4
/** An image, sound or file whose real size only the vendor knows: about one high-detail picture. */
const tokensPerAttachment = 1_000

/** Longer texts are counted by samples, so that a long prompt does not hold up the streams of others. */
const longestCounted = 16_000
const samples = 8

/** Our own count of a text's tokens; within some 10 % for the vocabularies in use, and never 0 for a text. */
export function estimateText(text: string): number {
  if (text === '') return 0
  if (text.length <= longestCounted) return Math.max(1, estimateTokenCount(text))
  const size = longestCounted / samples
  let tokens = 0
  for (let sample = 0; sample < samples; sample++) {
    const from = Math.floor(((text.length - size) * sample) / (samples - 1))
    tokens += estimateTokenCount(text.slice(from, from + size))
  }
  return Math.max(1, Math.round((tokens * text.length) / longestCounted))
}

/** Our own count of what a request sends: messages, tool calls, tools and the shape it asks the answer in. */
export function estimateInput(request: ChatRequest): number {
  let tokens = 0
  for (const message of request.messages) {
    tokens += tokensPerMessage + estimateText(contentText(message.content))
    if (Array.isArray(message.content)) {
      tokens += message.content.filter((part) => part.type !== 'text').length * tokensPerAttachment
    }
    if (message.role !== 'assistant') continue
    tokens += estimateText(message.reasoning_content ?? '')
    for (const call of message.tool_calls ?? []) {
      tokens += estimateText(call.function.name) + estimateText(call.function.arguments)
    }
  }
  for (const extra of [request.tools, request.response_format]) {
    if (extra !== null && extra !== undefined) tokens += estimateText(JSON.stringify(extra))
  }
  return tokens
}

/** Counts a text while it grows, looking at each part once. */
export function createRunningCount(): { add(text: string): void; tokens(): number } {
  let counted = 0
  let waiting = ''
  return {
    add(text) {
      waiting += text
      // A part is counted at a length where the error at its seam no longer matters.
      if (waiting.length < 2_000) return
      counted += estimateText(waiting)
      waiting = ''
    },
    tokens: () => counted + estimateText(waiting),
  }
}
