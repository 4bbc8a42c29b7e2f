import { z } from 'zod'
import { tokenCountsSchema } from '../../../shared/model/usage.ts'
import { toolCallSchema } from '../wire/chat.ts'

/** A whole answer as it is kept until its run ends: what a runner gets again, for nothing, under the same key. */
export const keptReplySchema = z.object({
  id: z.string(),
  createdSeconds: z.number().int(),
  /** The model that answered, as the provider named it. */
  model: z.string(),
  content: z.string(),
  reasoning: z.string(),
  refusal: z.string(),
  toolCalls: z.array(toolCallSchema),
  finishReason: z.string(),
  tokens: tokenCountsSchema,
  estimated: z.boolean(),
  /** The model that answered as runners know it, where it stood in for another one. */
  answeredBy: z.string().nullable().default(null),
})
export type KeptReply = z.infer<typeof keptReplySchema>
