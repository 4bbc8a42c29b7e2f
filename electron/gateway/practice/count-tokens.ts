import { estimateTokenCount } from 'tokenx'
import { type ChatRequest, contentText } from '../wire/chat.ts'

/** The practice model's one counter of tokens (tokenx's rules for words and Chinese characters); it has no vocabulary of its own. */
export function countTokens(text: string): number {
  return text === '' ? 0 : estimateTokenCount(text)
}

/** Tokens of all texts of a request, message by message. */
export function countPromptTokens(request: ChatRequest): number {
  return request.messages.reduce((sum, message) => sum + countTokens(contentText(message.content)), 0)
}
