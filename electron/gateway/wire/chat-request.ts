import { z } from 'zod'

/**
 * What a client may send to `/v1/chat/completions`. Keys we do not know pass through untouched, since vendors add their own
 * (`thinking`, `enable_thinking`, `reasoning_effort`); keys we act upon are checked.
 */

const text = z.string()
const key = z.string().min(1).max(256)

const textPartSchema = z.looseObject({ type: z.literal('text'), text })
const otherPartSchema = z.looseObject({ type: z.string() })
/** One piece of a message: text, or something we only hand on (image, audio, file). */
export const contentPartSchema = z.union([textPartSchema, otherPartSchema])
export type ContentPart = z.infer<typeof contentPartSchema>

const contentSchema = z.union([text, z.array(contentPartSchema)])
export type MessageContent = z.infer<typeof contentSchema>

/** A complete tool call, as an assistant's message carries it; `arguments` is JSON text written by the model. */
export const toolCallSchema = z.looseObject({
  id: z.string(),
  type: z.string().default('function'),
  function: z.looseObject({ name: z.string(), arguments: text }),
})
export type ToolCall = z.infer<typeof toolCallSchema>

export const chatMessageSchema = z.discriminatedUnion('role', [
  z.looseObject({ role: z.literal('system'), content: contentSchema }),
  z.looseObject({ role: z.literal('developer'), content: contentSchema }),
  z.looseObject({ role: z.literal('user'), content: contentSchema }),
  z.looseObject({
    role: z.literal('assistant'),
    content: contentSchema.nullish(),
    /** Must go back to the same vendor byte for byte in a tool loop (DeepSeek, Kimi and GLM refuse the call otherwise). */
    reasoning_content: text.nullish(),
    tool_calls: z.array(toolCallSchema).nullish(),
  }),
  z.looseObject({ role: z.literal('tool'), content: contentSchema, tool_call_id: z.string() }),
])
export type ChatMessage = z.infer<typeof chatMessageSchema>

export const toolSchema = z.looseObject({
  type: z.string(),
  function: z
    .looseObject({
      name: key,
      description: text.nullish(),
      parameters: z.record(z.string(), z.unknown()).nullish(),
    })
    .optional(),
})

export const chatRequestSchema = z.looseObject({
  model: key,
  messages: z.array(chatMessageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  /** The older name of the output cap; most vendors know only this one. */
  max_tokens: z.number().int().positive().nullish(),
  /** OpenAI's newer name of the output cap. */
  max_completion_tokens: z.number().int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  tools: z.array(toolSchema).nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
})
export type ChatRequest = z.infer<typeof chatRequestSchema>

/** The output cap in tokens under either of its names, or null when the client set none. */
export function outputCap(request: ChatRequest): number | null {
  return request.max_completion_tokens ?? request.max_tokens ?? null
}

/** The text of a message's content: the string itself, or its text parts joined; parts that are not text count as nothing. */
export function contentText(content: MessageContent | null | undefined): string {
  if (content === null || content === undefined) return ''
  if (typeof content === 'string') return content
  return content.map((part) => (part.type === 'text' && typeof part.text === 'string' ? part.text : '')).join('')
}
