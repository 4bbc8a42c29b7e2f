import type { ToolCall } from '../model/converse.ts'

/** A call as it may go back to a service: some refuse the whole talk for a name or arguments that do not read (Qwen, vLLM). */
export function asSendable(calls: readonly ToolCall[]): ToolCall[] {
  return calls.map((call) => ({
    ...call,
    name: /^[\w-]{1,64}$/.test(call.name) ? call.name : 'unknown',
    arguments: argumentsOf(call) === undefined ? '{}' : call.arguments.trim() || '{}',
  }))
}

/** The arguments of a call; undefined for what is no object. Nothing at all means none. */
export function argumentsOf({ arguments: text }: ToolCall): unknown {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
