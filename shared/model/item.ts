import { z } from 'zod'

/** One value of a table, as a person would type it. Dates are text: a day as 2026-11-26, a moment in ISO 8601. */
export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Cell = z.infer<typeof cellSchema>

export const columnTypeSchema = z.enum(['text', 'number', 'money', 'date', 'yesNo'])
export type ColumnType = z.infer<typeof columnTypeSchema>

/** A column of a table, named as its owner names it. */
export const columnSchema = z.object({
  name: z.string().trim().min(1).max(80),
  type: columnTypeSchema,
  /** What belongs in it, in the owner's words; empty where the name says it all. */
  meaning: z.string().trim().max(300).default(''),
})
export type Column = z.infer<typeof columnSchema>

/** Where something was found: a file or a page of the web, and the place in it where it has one. */
export const citationSchema = z.object({
  name: z.string().max(500),
  page: z.number().int().positive().nullable(),
})
export type Citation = z.infer<typeof citationSchema>
