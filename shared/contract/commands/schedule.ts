import { z } from 'zod'
import { instantSchema } from '../../model/brand.ts'
import { triggerSchema } from '../../model/trigger.ts'
import { command } from './command.ts'

/** When agents run by themselves. */
export const scheduleCommands = {
  'schedule.preview': command(
    z.object({ trigger: triggerSchema, count: z.number().int().min(1).max(20) }),
    z.object({ instants: z.array(instantSchema) }),
  ),
} as const
