import { z } from 'zod'
import { gradeSchema } from './grade.ts'

/** The languages the app itself writes in, which is what its agents write in. */
export const writtenLanguages = ['en', 'zh'] as const
export const writtenLanguageSchema = z.enum(writtenLanguages)
export type WrittenLanguage = z.infer<typeof writtenLanguageSchema>

const known = {
  grade: gradeSchema,
  tools: z.boolean(),
  vision: z.boolean(),
  thinking: z.boolean(),
  /** Of the app's languages, those it writes well. */
  languages: z.array(writtenLanguageSchema).max(writtenLanguages.length),
}

/** What the owner says of a model, over whatever the app knows; what is left out is as the app knows it. */
export const ownFactsSchema = z.object(known).partial()
export type OwnFacts = z.infer<typeof ownFactsSchema>

/** What is known of a model; null where nobody has said. */
export const modelFactsSchema = z.object({
  contextTokens: z.number().int().positive().nullable(),
  grade: known.grade.nullable(),
  tools: known.tools.nullable(),
  vision: known.vision.nullable(),
  thinking: known.thinking.nullable(),
  languages: known.languages.nullable(),
})
export type ModelFacts = z.infer<typeof modelFactsSchema>

const tokens = z.number().int().nonnegative().max(1_000_000_000)

/** What a usual run asks a model: so many calls, each reading and writing so much. A measure to compare prices by, no forecast. */
export const expectedWorkSchema = z.object({
  calls: z.number().int().nonnegative().max(1_000_000),
  input: tokens,
  output: tokens,
})
export type ExpectedWork = z.infer<typeof expectedWorkSchema>

/** What a task asks of a model. */
export const modelNeedsSchema = z.object({
  /** The least it must take in at once. */
  contextTokens: z.number().int().nonnegative(),
  tools: z.boolean(),
  vision: z.boolean(),
  /** Null: whatever it writes is read by no person. */
  language: writtenLanguageSchema.nullable(),
  /** The least grade that is good enough. */
  grade: gradeSchema,
  work: expectedWorkSchema,
})
export type ModelNeeds = z.infer<typeof modelNeedsSchema>
