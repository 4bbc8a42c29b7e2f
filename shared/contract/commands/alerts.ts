import { z } from 'zod'
import { alertSchema } from '../../model/alert.ts'
import { digestSchema } from '../../model/digest.ts'
import { command, nothing } from './command.ts'

/** What the owner was told though they were not looking. */
export const alertCommands = {
  /** The newest, put away or not. */
  'alerts.list': command(nothing, z.object({ alerts: z.array(alertSchema) })),
  /** The week a day lies in. */
  'digest.read': command(z.object({ day: z.iso.date() }), z.object({ digest: digestSchema })),
  'alerts.see': command(z.object({ id: z.string().min(1).max(300) }), nothing),
} as const
