import { z } from 'zod'
import { currencySchema } from './money.ts'

/** Answers of a model that were not asked for again, and what they cost when they were asked at today's prices. */
export const reusedSchema = z.object({
  answers: z.number().int().nonnegative(),
  saved: z.array(z.object({ currency: currencySchema, micros: z.number().int().nonnegative() })).max(10),
  /** Answers of models whose price is not known. */
  unpriced: z.number().int().nonnegative(),
})
export type Reused = z.infer<typeof reusedSchema>

export const nothingReused: Reused = { answers: 0, saved: [], unpriced: 0 }

/** What one answer took, for what it saves when it is not asked for again. */
export const answerTokensSchema = z.object({
  input: z.number().int().nonnegative(),
  output: z.number().int().nonnegative(),
})
export type AnswerTokens = z.infer<typeof answerTokensSchema>
