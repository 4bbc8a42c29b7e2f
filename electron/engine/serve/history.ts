import type { ChatHistoryItem, ChatModelFunctionCall, ChatModelResponse } from 'node-llama-cpp'
import { type AskedMessage, textOf } from './chat-request.ts'

/**
 * A conversation as the engine's library has it: what a model wrote, called and was told in one turn is one item, and the last item is
 * the one it goes on with.
 */
export function historyOf(messages: readonly AskedMessage[]): ChatHistoryItem[] {
  const results = new Map(
    messages.flatMap((message) =>
      message.role === 'tool' ? [[message.tool_call_id ?? '', textOf(message) ?? ''] as const] : [],
    ),
  )
  const history: ChatHistoryItem[] = []
  const modelTurn = (): ChatModelResponse => {
    const last = history.at(-1)
    if (last?.type === 'model') return last
    const turn: ChatModelResponse = { type: 'model', response: [] }
    history.push(turn)
    return turn
  }
  for (const message of messages) {
    const text = textOf(message) ?? ''
    switch (message.role) {
      case 'system':
      case 'developer':
        history.push({ type: 'system', text })
        break
      case 'user':
        history.push({ type: 'user', text })
        break
      case 'assistant': {
        const { response } = modelTurn()
        if (text !== '') response.push(text)
        response.push(...callsOf(message, results))
        break
      }
      case 'tool':
        // It stands with the call it answers.
        break
    }
  }
  modelTurn()
  return history
}

function callsOf(message: AskedMessage, results: ReadonlyMap<string, string>): ChatModelFunctionCall[] {
  return (message.tool_calls ?? []).map((call, index) => ({
    type: 'functionCall',
    name: call.function.name,
    params: asJson(call.function.arguments),
    result: results.get(call.id) ?? '',
    startsNewChunk: index === 0,
  }))
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
