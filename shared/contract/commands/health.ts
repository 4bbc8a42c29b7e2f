import { z } from 'zod'
import { healthSchema } from '../../model/health.ts'
import { command, nothing } from './command.ts'

export const healthCommands = {
  'health.read': command(nothing, healthSchema),
  /** Asks where to, and saves what the owner has read, with anything private taken out once more; null: no place was chosen. */
  'health.save': command(z.object({ text: z.string().max(500_000) }), z.object({ path: z.string().nullable() })),
} as const
