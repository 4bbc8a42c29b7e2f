import type { Behaviour } from './behaviour.ts'
import type { ChatRequest } from '../../../electron/gateway/wire/chat.ts'
import { contentText } from '../../../electron/gateway/wire/chat.ts'

/** What the vendor's model says: made of the request alone, so that the same request always gets the same answer. */
export function replyText(request: ChatRequest): string {
  const last = request.messages.findLast((message) => message.role === 'user')
  const message = contentText(last?.content)
  const block = /<(document|summary) name="([^"]*)"[^>\n]*>\n([\s\S]*?)\n?<\/\1>/.exec(message)
  const [, , name, text] = block ?? []
  const words = firstWords(text ?? message, 40)
  return name === undefined ? `You said: ${words}` : `Summary of ${name}: ${words}`
}

/** The first words of a text; Chinese characters count as words. */
function firstWords(text: string, count: number): string {
  const words = text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []
  return words.slice(0, count).join('').replace(/\s+/g, ' ').trim()
}

/** Cuts a text into so many pieces of about the same length, never inside a character. */
export function cutText(text: string, pieces: number): string[] {
  const characters = [...text]
  const size = Math.max(1, Math.ceil(characters.length / pieces))
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  )
}

/** The vendor's count of tokens: four UTF-16 units each. What matters is only that it is known and never zero for text. */
export const vendorTokens = (text: string): number => Math.ceil(text.length / 4)

export type VendorUsage = { prompt_tokens: number; completion_tokens: number; total_tokens: number }

export function usageFor(request: ChatRequest, written: string): VendorUsage {
  const prompt = request.messages.reduce((sum, message) => sum + vendorTokens(contentText(message.content)), 0)
  const completion = vendorTokens(written)
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}

/** Everything the model writes, thinking and tool calls included: what its output tokens are counted from. */
export function writtenBy(behaviour: Behaviour, text: string): string {
  const calls = behaviour.toolCalls?.map((call) => call.name + call.arguments).join('') ?? ''
  return (behaviour.reasoning ?? '') + text + calls
}
