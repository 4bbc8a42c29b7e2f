import { readErrorBody } from '../wire/chat.ts'

/**
 * What a service turned out not to take, learned from its first refusal and kept as long as the provider is: tables of models age,
 * and every reseller drops something else.
 */
export type Lessons = {
  refusesUsageOption(): boolean
  /** The model knows the output cap under its other name. */
  swapsCap(model: string): boolean
  refusesReplay(model: string): boolean
  dropped(model: string): Iterable<string>
  /** The model takes such a request only through the Responses API. */
  wantsResponses(model: string): boolean
  /** Reads a refusal of `body`; true when it taught something, so that asking again may help. */
  learn(body: Readonly<Record<string, unknown>>, refusal: string): boolean
}

/** What a model may refuse and the answer can do without. */
const dispensable = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'reasoning_effort',
  'thinking',
  'enable_thinking',
  'reasoning',
  'tool_stream',
  'parallel_tool_calls',
  'seed',
  'logprobs',
  'top_logprobs',
]

const refusing =
  /unsupported|not support|unknown|unrecognized|unexpected|invalid|not allowed|is allowed|not permitted|extra|only the default/i

export function createLessons(): Lessons {
  const learned = new Set<string>()
  const knows = (lesson: string): boolean => learned.has(lesson)
  /** True when this is news. */
  const note = (lesson: string): boolean => {
    const before = learned.size
    return learned.add(lesson).size > before
  }

  return {
    refusesUsageOption: () => knows('usage'),
    swapsCap: (model) => knows(`cap ${model}`),
    refusesReplay: (model) => knows(`replay ${model}`),
    wantsResponses: (model) => knows(`responses ${model}`),
    dropped: (model) => dispensable.filter((name) => knows(`drop ${name} ${model}`)),
    learn(body, refusal) {
      const model = String(body.model)
      const { message, param } = readErrorBody(refusal)
      const said = `${message} ${param ?? ''}`
      if (/\/v1\/responses\b/.test(said)) return note(`responses ${model}`)
      if ('stream_options' in body && /stream_options|include_usage/.test(said)) return note('usage')
      const hasCap = 'max_tokens' in body || 'max_completion_tokens' in body
      if (hasCap && /max_tokens/.test(said) && /max_completion_tokens/.test(said)) return note(`cap ${model}`)
      if (!refusing.test(message)) return false
      if (/reasoning_content/.test(said) && JSON.stringify(body.messages).includes('reasoning_content')) {
        return note(`replay ${model}`)
      }
      const named = dispensable.find((name) => name in body && (param === name || names(message, name)))
      return named !== undefined && note(`drop ${named} ${model}`)
    },
  }
}

/** True when the text names a field, and not only a word that looks like it. */
function names(text: string, field: string): boolean {
  return field.includes('_') || field === 'temperature'
    ? new RegExp(`\\b${field}\\b`).test(text)
    : new RegExp(`(?:['"\`]|invalid )${field}\\b`).test(text)
}
