import { z } from 'zod'
import { leftOutSchema } from '../../shared/model/run.ts'
import { documentKindSchema } from '../../shared/steps/read-folder.ts'

/** What one step hands to the next. It is checkpointed whole, so that a finished step is never done again. */

const warningSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })

/** A document that was read: what it is, and where its text was put aside. */
export const readDocumentSchema = z.object({
  relativePath: z.string(),
  path: z.string(),
  /** Of the file's own bytes. */
  sha256: z.string(),
  /** Of the text that was put aside. */
  stored: z.string(),
  characters: z.number().int().nonnegative(),
  /** Null for kinds without pages. */
  pages: z.number().int().positive().nullable(),
  language: z.enum(['en', 'zh', 'other']),
  kind: documentKindSchema,
  warnings: z.array(warningSchema),
})
export type ReadDocument = z.infer<typeof readDocumentSchema>

export const summarizedDocumentSchema = readDocumentSchema
  .pick({ relativePath: true, pages: true, kind: true, language: true, warnings: true })
  .extend({
    summary: z.string(),
    /** The model reached its limit before it had finished. */
    shortened: z.boolean(),
  })
export type SummarizedDocument = z.infer<typeof summarizedDocumentSchema>

const leftOut = z.array(leftOutSchema)

export const documentsResultSchema = z.object({
  kind: z.literal('documents'),
  documents: z.array(readDocumentSchema),
  leftOut,
})
export type DocumentsResult = z.infer<typeof documentsResultSchema>

export const summariesResultSchema = z.object({
  kind: z.literal('summaries'),
  /** Null when no overall summary could be made; the reason is among `leftOut`. */
  overall: z.object({ text: z.string(), shortened: z.boolean() }).nullable(),
  focus: z.string(),
  documents: z.array(summarizedDocumentSchema),
  leftOut,
})
export type SummariesResult = z.infer<typeof summariesResultSchema>

const writtenResultSchema = z.object({ kind: z.literal('written'), path: z.string(), leftOut })

const approvedResultSchema = z.object({ kind: z.literal('approved'), leftOut })

/** There was nothing to work on; every step that builds on it has nothing to do either. */
const nothingResultSchema = z.object({ kind: z.literal('nothing') })

export const stepResultSchema = z.discriminatedUnion('kind', [
  documentsResultSchema,
  summariesResultSchema,
  writtenResultSchema,
  approvedResultSchema,
  nothingResultSchema,
])
export type StepResult = z.infer<typeof stepResultSchema>

/** How many of its own units a finished step did, and of how many, for its line on the page. */
export function unitsOf(result: StepResult): { done: number; total: number } {
  switch (result.kind) {
    case 'documents':
      return { done: result.documents.length, total: result.documents.length + result.leftOut.length }
    case 'summaries': {
      // What an earlier step left out is counted again: the step works on all the agent was given.
      const leftOut = result.leftOut.length - (result.overall === null ? 1 : 0)
      return { done: result.documents.length, total: result.documents.length + leftOut }
    }
    case 'written':
    case 'approved':
      return { done: 1, total: 1 }
    case 'nothing':
      return { done: 0, total: 0 }
  }
}
