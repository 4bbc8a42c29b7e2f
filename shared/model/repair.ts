import { z } from 'zod'
import { instantSchema } from './brand.ts'

/** A file of ours was damaged and has been put right: what the owner is told, until they have read it. */
export const repairSchema = z.object({
  id: z.string().min(1).max(200),
  /** `companion`: agents, runs and settings of both. `ledger`: what was used and spent. */
  file: z.enum(['companion', 'ledger']),
  /** `file`: its bytes were damaged. `sums`: its sums did not agree with its entries and were counted anew. */
  what: z.enum(['file', 'sums']),
  at: instantSchema,
  /** When the copy was made that took its place; null where there was none. */
  backupAt: instantSchema.nullable(),
  /** Entries newer than the copy that could still be read from the damaged file. */
  saved: z.number().int().nonnegative(),
  /** False where parts of the damaged file could not be read. */
  complete: z.boolean(),
  /** Where the damaged file lies now; null where none was put aside. */
  keptAs: z.string().nullable(),
})
export type Repair = z.infer<typeof repairSchema>
