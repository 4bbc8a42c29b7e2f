import { z } from 'zod'

/** How well a model thinks, by its vendor's own line-up; the owner may say otherwise. Ordered from the least. */
export const grades = ['light', 'middle', 'strong'] as const
export const gradeSchema = z.enum(grades)
export type Grade = z.infer<typeof gradeSchema>
