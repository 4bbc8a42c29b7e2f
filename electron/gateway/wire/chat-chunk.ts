import { z } from 'zod'
import { contentPartSchema } from './chat-request.ts'
import { rawUsageSchema } from './usage.ts'

/**
 * What vendors send back. The reading is tolerant where nothing depends on it (a wrong `id` must not lose a paid answer) and
 * strict where text, tool calls or the end of the answer are concerned.
 */

/** A field nothing is decided by: read when it is well formed, else as if it were absent. */
const incidental = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null)

/** Text; some vendors send it as a list of parts (Mistral), of which only the text is text. */
const textSchema = z.union([z.string(), z.array(contentPartSchema)]).nullish()

/** Vendors end a field with nothing in three ways: absent, null and the empty string. */
const finishReasonSchema = z
  .string()
  .nullish()
  .transform((reason) => (reason === undefined || reason === '' ? null : reason))

/** Part of a tool call; the vendor decides what it repeats, what it leaves out, and whether arguments come as text. */
export const toolCallFragmentSchema = z.looseObject({
  index: incidental(z.number().int().nonnegative()),
  id: incidental(z.string()),
  type: incidental(z.string()),
  function: z
    .looseObject({
      name: z.string().nullish(),
      arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
    })
    .nullish(),
})
export type ToolCallFragment = z.infer<typeof toolCallFragmentSchema>

const deltaSchema = z.looseObject({
  role: incidental(z.string()),
  content: textSchema,
  /** DeepSeek, Ark, Qwen, Kimi, GLM, llama.cpp. */
  reasoning_content: z.string().nullish(),
  /** Ollama, OpenRouter. */
  reasoning: z.string().nullish().catch(null),
  refusal: z.string().nullish(),
  tool_calls: z.array(toolCallFragmentSchema).nullish(),
})
export type ChatDelta = z.infer<typeof deltaSchema>

export const chatChunkSchema = z.looseObject({
  id: incidental(z.string()),
  object: incidental(z.string()),
  created: incidental(z.number()),
  model: incidental(z.string()),
  service_tier: incidental(z.string()),
  choices: z
    .array(
      z.looseObject({
        index: incidental(z.number().int().nonnegative()),
        delta: deltaSchema.nullish(),
        finish_reason: finishReasonSchema,
        /** Kimi puts the usage here. */
        usage: incidental(rawUsageSchema),
      }),
    )
    .nullish()
    .transform((choices) => choices ?? []),
  usage: incidental(rawUsageSchema),
})
export type ChatChunk = z.infer<typeof chatChunkSchema>

/** A whole answer, as it comes when `stream` is off. */
export const chatResponseSchema = z.looseObject({
  id: incidental(z.string()),
  object: incidental(z.string()),
  created: incidental(z.number()),
  model: incidental(z.string()),
  service_tier: incidental(z.string()),
  choices: z
    .array(
      z.looseObject({
        index: incidental(z.number().int().nonnegative()),
        message: deltaSchema,
        finish_reason: finishReasonSchema,
        usage: incidental(rawUsageSchema),
      }),
    )
    .min(1),
  usage: incidental(rawUsageSchema),
})
export type ChatResponse = z.infer<typeof chatResponseSchema>

/** The answer to `GET /models`; everything but the ids is a vendor's extra. Two vendors send the list without a wrapper. */
export const modelListSchema = z.union([
  z.looseObject({ data: z.array(z.looseObject({ id: z.string().min(1) })) }),
  z.array(z.looseObject({ id: z.string().min(1) })).transform((data) => ({ data })),
])
export type ModelList = z.infer<typeof modelListSchema>
