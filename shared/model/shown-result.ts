import { z } from 'zod'
import { instantSchema, stepIdSchema } from './brand.ts'
import { cellSchema, columnSchema } from './item.ts'

/** How many things of a result are kept to be looked at, and how long a value in them may be. */
export const mostShownRows = 20
export const mostShownCharacters = 300

const shownRowSchema = z.object({
  /** What a person calls it. */
  name: z.string().max(mostShownCharacters),
  /** The beginning of what was written for it. */
  text: z.string().max(mostShownCharacters).nullable(),
  values: z.record(z.string(), cellSchema),
  /** Columns whose values want a look. */
  doubtful: z.array(z.string().max(80)).max(30),
  /** Where it was found, such as `invoice.pdf, page 2`. */
  source: z.string().max(mostShownCharacters),
})
export type ShownRow = z.infer<typeof shownRowSchema>

/** The first things of what a step gave, for people to look at; later steps use the result itself. */
export const shownResultSchema = z.object({
  stepId: stepIdSchema,
  columns: z.array(columnSchema).max(60),
  rows: z.array(shownRowSchema).max(mostShownRows),
  /** How many there are in all. */
  count: z.number().int().nonnegative(),
})
export type ShownResult = z.infer<typeof shownResultSchema>

/** One that was kept with the run it is of. */
export const keptResultSchema = shownResultSchema.extend({ at: instantSchema })
export type KeptResult = z.infer<typeof keptResultSchema>
