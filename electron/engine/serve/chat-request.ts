import { z } from 'zod'

/** What the engine understands of a chat request, in OpenAI's format; the rest is let by. */

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() })
const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish()
const callSchema = z.looseObject({
  id: z.string(),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
})
const messageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: contentSchema,
  tool_calls: z.array(callSchema).nullish(),
  tool_call_id: z.string().nullish(),
})
const toolSchema = z.looseObject({
  function: z.looseObject({
    name: z.string(),
    description: z.string().nullish(),
    parameters: z.unknown().optional(),
  }),
})

export const chatRequestSchema = z.looseObject({
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  seed: z.number().int().nullish(),
  reasoning_effort: z.string().nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z.unknown().optional(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ schema: z.unknown().optional() }).nullish() })
    .nullish(),
})
export type AskedChat = z.infer<typeof chatRequestSchema>
export type AskedMessage = AskedChat['messages'][number]

/** The text of a message; null where it holds something else, such as a picture. */
export function textOf({ content }: AskedMessage): string | null {
  if (content === null || content === undefined || typeof content === 'string') return content ?? ''
  if (content.some(({ type, text }) => type !== 'text' || text === undefined)) return null
  return content.map(({ text }) => text ?? '').join('')
}
