import type { TalkMessage } from '../model/converse.ts'
import { countTokens } from '../summaries/room.ts'

/**
 * Makes a growing talk fit: what the oldest tools answered is left out first. It is done in large strides, so that the beginning stays
 * the same over many turns and a service can reuse what it has read of it. The same talk always comes out the same.
 *
 * @param most tokens by our count
 */
export function fitTalk(messages: readonly TalkMessage[], most: number, forgotten: string): TalkMessage[] {
  const sizes = messages.map(sizeOf)
  const result: TalkMessage[] = []
  let total = 0
  for (const [index, message] of messages.entries()) {
    result.push(message)
    total += sizes[index] ?? 0
    if (total <= most) continue
    // The newest answers are what the model is at work on.
    for (let old = 0; old < result.length - 4 && total > most / 2; old++) {
      const each = result[old]
      if (each?.role !== 'tool' || each.content === forgotten) continue
      const shorter = { ...each, content: forgotten }
      total -= (sizes[old] ?? 0) - sizeOf(shorter)
      sizes[old] = sizeOf(shorter)
      result[old] = shorter
    }
  }
  return result
}

/** In tokens, by our count. */
function sizeOf(message: TalkMessage): number {
  if (message.role !== 'assistant') return countTokens(message.content)
  const calls = message.toolCalls.map((call) => call.name + call.arguments).join('')
  return countTokens(message.content + message.reasoning + calls)
}
