import { z } from 'zod'
import { agentIdSchema, instantSchema, modelNameSchema, providerIdSchema } from '../../model/brand.ts'
import { usageFilterSchema } from '../../model/money-report.ts'
import { repairSchema } from '../../model/repair.ts'
import { usageTotalsSchema } from '../../model/usage.ts'
import { command, nothing } from './command.ts'

const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** When a database was last checked and copied; null: not yet. */
const bookHealthSchema = z.object({
  file: repairSchema.shape.file,
  checkedAt: instantSchema.nullable(),
  copiedAt: instantSchema.nullable(),
})
export type BookHealth = z.infer<typeof bookHealthSchema>

/** The books: what is kept of what was used, spent and done, and its health. */
export const booksCommands = {
  'books.health': command(nothing, z.object({ files: z.array(bookHealthSchema) })),
  /** What was used from one day to another, both included. */
  'ledger.report': command(
    z.object({ from: daySchema, to: daySchema }),
    z.object({
      /** By agent and model, those with most tokens first; `again`: calls that were charged once more. */
      lines: z.array(
        z.object({
          agentId: agentIdSchema,
          providerId: providerIdSchema,
          model: modelNameSchema,
          usage: usageTotalsSchema,
          again: z.number().int().nonnegative(),
        }),
      ),
    }),
  ),
  /** Asks where to, and writes every usage event of some days there; null: the owner chose no place. */
  'ledger.export': command(
    z.object({
      format: z.enum(['csv', 'json']),
      from: daySchema.nullable(),
      to: daySchema.nullable(),
      only: usageFilterSchema,
    }),
    z.object({
      /** `path` is null where nothing has ever been used. */
      saved: z.object({ path: z.string().nullable(), count: z.number().int().nonnegative() }).nullable(),
    }),
  ),
  /** The owner has read what was repaired. */
  'repairs.putAway': command(z.object({ repairId: repairSchema.shape.id }), nothing),
} as const
