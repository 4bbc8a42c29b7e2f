import { type ChatStreamReader, createChatStreamReader } from '../sse/read-chat-stream.ts'
import { type ChatChunk, chatResponseSchema, type Reading, readJson } from '../wire/chat.ts'

/** One HTTP API of a service that answers questions: where it is, and how its answers are read as chunks of a chat. */
export type Wire = {
  path: '/chat/completions' | '/responses'
  createReader(): ChatStreamReader
  /** Reads an answer that came whole. */
  readWhole(text: string): Reading<ChatChunk>
}

/** OpenAI's Chat Completions, which nearly everybody speaks. */
export const chatWire: Wire = {
  path: '/chat/completions',
  createReader: () => createChatStreamReader(),
  readWhole(text) {
    const reading = readJson(text, chatResponseSchema)
    if (!reading.ok) return reading
    const { choices, ...rest } = reading.value
    return {
      ok: true,
      value: { ...rest, choices: choices.map(({ message, ...choice }) => ({ ...choice, delta: message })) },
    }
  },
}
