import { z } from 'zod'

/** A program with its arguments, started as it stands here: no shell reads it. */
export const programSchema = z.object({
  /** Absolute; the owner picked it in a dialog. */
  path: z.string().min(1).max(4096),
  arguments: z.array(z.string().max(8000)).max(200),
})
export type Program = z.infer<typeof programSchema>
