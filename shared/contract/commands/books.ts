import { z } from 'zod'
import { repairSchema } from '../../model/repair.ts'
import { command, nothing } from './command.ts'

/** The books: what is kept of what was used, spent and done, and its health. */
export const booksCommands = {
  /** The owner has read what was repaired. */
  'repairs.putAway': command(z.object({ repairId: repairSchema.shape.id }), nothing),
} as const
