import { z } from 'zod'
import { robotSchema } from '../../model/robot.ts'
import { appErrorSchema } from '../errors.ts'
import { command, nothing } from './command.ts'

/** What the owner types about a chat robot. What is left out stays as it is kept. */
export const robotDraftSchema = robotSchema.pick({ name: true, kind: true }).extend({
  id: robotSchema.shape.id.nullable(),
  /** Its webhook address; for Telegram the token of the bot. */
  address: z.string().trim().max(2000).optional(),
  /** The word it signs with, where its owner switched that on. */
  secret: z.string().trim().max(300).optional(),
  /** For Telegram: the chat it writes in. */
  chat: z.string().trim().max(120).optional(),
  keyStorage: z.enum(['protected', 'session', 'unprotected']),
})
export type RobotDraft = z.infer<typeof robotDraftSchema>

/** Chat robots agents may write to. */
export const robotCommands = {
  'robots.save': command(robotDraftSchema, z.object({ robot: robotSchema })),
  'robots.remove': command(z.object({ robotId: robotSchema.shape.id }), nothing),
  /** Sends one message as a test, without storing anything. */
  'robots.test': command(robotDraftSchema, z.object({ error: appErrorSchema.nullable() })),
} as const
