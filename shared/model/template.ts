import { z } from 'zod'
import { stepSchema } from '../steps/step.ts'

/** What people want done; the shelves of the gallery. */
export const templateJobs = ['documents', 'watch', 'analyse', 'answer', 'write', 'code', 'automate'] as const
export const templateJobSchema = z.enum(templateJobs)

/** What a template needs besides folders and files, which its owner picks. */
export const templateNeedSchema = z.enum(['model', 'vision', 'mail', 'web', 'program'])
export type TemplateNeed = z.infer<typeof templateNeedSchema>

/** A template as it is offered, in the owner's language. */
export const offeredTemplateSchema = z.object({
  id: z.string().max(80),
  job: templateJobSchema,
  name: z.string(),
  about: z.string(),
  setupMinutes: z.number().int().positive(),
  /** Of a person's work a run saves, as a first guess. */
  savesMinutes: z.number().int().positive(),
  /** Nobody did this before; it is worth more than hours. */
  isNew: z.boolean(),
  needs: z.array(templateNeedSchema),
  /** The practice model can do it, without an account. */
  practice: z.boolean(),
  steps: z.array(stepSchema).max(50),
  /** A recorded result, in Markdown. */
  example: z.string(),
  hasSamples: z.boolean(),
})
export type OfferedTemplate = z.infer<typeof offeredTemplateSchema>
