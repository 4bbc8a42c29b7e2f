import { type ChatChunk, contentText, type RawUsage, reportsUsage } from '../wire/chat.ts'
import type { OwnCount } from '../usage/normalise-usage.ts'
import { createRunningCount } from '../usage/estimate-tokens.ts'

/** Text to hand on as it comes. Tool calls are handed on whole, with the end of the answer. */
export type AnswerDelta = { content: string; reasoning: string; refusal: string }

/** What one call has received so far: for those who join late, for the meter, and for the books should it break off. */
export type Received = {
  /** Takes a chunk and gives the text it adds, or null when it adds none. */
  add(chunk: ChatChunk): AnswerDelta | null
  soFar(): AnswerDelta
  counted(): { output: number; reasoning: number }
  /** True once the model has said anything, or the provider has reported what it charges. */
  hasBegun(): boolean
  reportedUsage(): RawUsage | null
}

export function createReceived(): Received {
  const whole: AnswerDelta = { content: '', reasoning: '', refusal: '' }
  const output = createRunningCount()
  const reasoning = createRunningCount()
  let usage: RawUsage | null = null
  let begun = false

  return {
    add(chunk) {
      const delta: AnswerDelta = { content: '', reasoning: '', refusal: '' }
      for (const choice of chunk.choices) {
        if ((choice.index ?? 0) !== 0) continue
        if (reportsUsage(choice.usage)) usage = choice.usage
        delta.content += contentText(choice.delta?.content)
        // Some routers send the same reasoning under both names.
        delta.reasoning += choice.delta?.reasoning_content || choice.delta?.reasoning || ''
        delta.refusal += choice.delta?.refusal ?? ''
        for (const fragment of choice.delta?.tool_calls ?? []) {
          const text = fragment.function?.arguments ?? ''
          output.add((fragment.function?.name ?? '') + (typeof text === 'string' ? text : JSON.stringify(text)))
          begun = true
        }
      }
      if (reportsUsage(chunk.usage)) usage = chunk.usage
      if (usage !== null) begun = true
      if (delta.content + delta.reasoning + delta.refusal === '') return null
      begun = true
      output.add(delta.content + delta.refusal)
      reasoning.add(delta.reasoning)
      whole.content += delta.content
      whole.reasoning += delta.reasoning
      whole.refusal += delta.refusal
      return delta
    },
    soFar: () => ({ ...whole }),
    counted: () => ({ output: output.tokens(), reasoning: reasoning.tokens() }),
    hasBegun: () => begun,
    reportedUsage: () => usage,
  }
}

/** Our own count of a call, with what was sent. It never says more than the call was able to write. */
export function ownCount(call: {
  inputEstimate: number
  /** Null: nobody limited it. */
  outputAtMost: number | null
  received: Received
}): OwnCount {
  const { output, reasoning } = call.received.counted()
  const most = call.outputAtMost ?? output + reasoning
  const thought = Math.min(reasoning, most)
  return { input: call.inputEstimate, output: Math.min(output, most - thought), reasoning: thought }
}
