import { z } from 'zod'
import { documentKindSchema, documentOriginSchema } from '../../shared/model/document.ts'
import { cellSchema, citationSchema, columnSchema } from '../../shared/model/item.ts'
import { leftOutSchema } from '../../shared/model/run.ts'

/** What one step hands to the next. It is checkpointed whole, so that a finished step is never done again. */

const warningSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })

/** A document that was read: what it is, and where its text was put aside. */
export const readDocumentSchema = z.object({
  /** What a person calls it: the path in its folder, the subject of a mail, the title of a page. */
  relativePath: z.string(),
  /** Absolute for a file; the address of a page; empty where there is neither. */
  path: z.string(),
  origin: documentOriginSchema.default('file'),
  /** Of the file's own bytes, or of the text where there is no file. */
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
  /** Null where one document alone says it all, or where none could be made. */
  overall: z.object({ text: z.string(), shortened: z.boolean() }).nullable(),
  /** No overall summary could be made; the reason is among `leftOut`. */
  overallLeftOut: z.boolean().default(false),
  focus: z.string(),
  documents: z.array(summarizedDocumentSchema),
  leftOut,
})
export type SummariesResult = z.infer<typeof summariesResultSchema>

/** One thing of a list: a row of a table, a document with what was found in it, an answer, a file that was moved. */
export const itemSchema = z.object({
  /** What a person calls it. */
  name: z.string(),
  /** What it rests on, where that is one document. */
  document: readDocumentSchema.nullable(),
  /** Markdown that was written for it; null where nothing was. */
  text: z.string().nullable(),
  /** Its values, by the name of their column. */
  fields: z.record(z.string(), cellSchema),
  /** Where what it says was found. */
  cites: z.array(citationSchema),
  /** Columns whose values could not be made sure of and want a look. */
  doubtful: z.array(z.string()),
})
export type Item = z.infer<typeof itemSchema>

/** A list: the one form in which everything but documents and summaries passes from step to step. See `values.ts`. */
export const itemsResultSchema = z.object({
  kind: z.literal('items'),
  columns: z.array(columnSchema),
  count: z.number().int().nonnegative(),
  /** All of them, or the first few where `stored` says where all were put aside. */
  items: z.array(itemSchema),
  stored: z.string().nullable(),
  leftOut,
})
export type ItemsResult = z.infer<typeof itemsResultSchema>

/** `path`: the file, or the first of `more`. */
const writtenResultSchema = z.object({
  kind: z.literal('written'),
  path: z.string(),
  more: z.array(z.string()).default([]),
  leftOut,
})

const approvedResultSchema = z.object({ kind: z.literal('approved'), leftOut })

/** Something was sent or shown. */
const sentResultSchema = z.object({ kind: z.literal('sent'), count: z.number().int().nonnegative(), leftOut })

/** There was nothing to work on; every step that builds on it has nothing to do either. */
const nothingResultSchema = z.object({ kind: z.literal('nothing') })

export const stepResultSchema = z.discriminatedUnion('kind', [
  documentsResultSchema,
  summariesResultSchema,
  itemsResultSchema,
  writtenResultSchema,
  approvedResultSchema,
  sentResultSchema,
  nothingResultSchema,
])
export type StepResult = z.infer<typeof stepResultSchema>
/** A result there is something in. */
export type Given = Exclude<StepResult, { kind: 'nothing' }>

/** How many of its own units a finished step did, and of how many, for its line on the page. */
export function unitsOf(result: StepResult): { done: number; total: number } {
  switch (result.kind) {
    case 'documents':
      return { done: result.documents.length, total: result.documents.length + result.leftOut.length }
    case 'summaries': {
      // What an earlier step left out is counted again: the step works on all the agent was given.
      const leftOut = result.leftOut.length - (result.overallLeftOut ? 1 : 0)
      return { done: result.documents.length, total: result.documents.length + leftOut }
    }
    case 'items':
      return { done: result.count, total: result.count + result.leftOut.length }
    case 'sent':
      return { done: result.count, total: result.count + result.leftOut.length }
    case 'written':
      return { done: 1 + result.more.length, total: 1 + result.more.length }
    case 'approved':
      return { done: 1, total: 1 }
    case 'nothing':
      return { done: 0, total: 0 }
  }
}
