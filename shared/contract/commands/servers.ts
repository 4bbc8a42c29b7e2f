import { z } from 'zod'
import { serverDoorSchema, toolDescriptionSchema, toolServerSchema } from '../../model/tool-server.ts'
import { appErrorSchema } from '../errors.ts'
import { command, nothing } from './command.ts'

const secret = z.string().max(10_000)

/** What the owner types about a server of tools. Secrets that are left out stay as they are kept. */
export const serverDraftSchema = toolServerSchema.pick({ name: true }).extend({
  id: toolServerSchema.shape.id.nullable(),
  door: serverDoorSchema,
  secrets: z.record(z.string(), secret).default({}),
  token: secret.optional(),
  keyStorage: z.enum(['protected', 'session', 'unprotected']),
})
export type ServerDraft = z.infer<typeof serverDraftSchema>

/** A tool as it is now, beside what the owner saw last. */
export const lookedToolSchema = toolDescriptionSchema
  .pick({ name: true, description: true, input: true })
  .extend({ state: z.enum(['same', 'changed', 'new']) })
export type LookedTool = z.infer<typeof lookedToolSchema>

/** Servers whose tools agents may use. */
export const serverCommands = {
  'servers.save': command(serverDraftSchema, z.object({ server: toolServerSchema })),
  'servers.remove': command(z.object({ serverId: toolServerSchema.shape.id }), nothing),
  /**
   * Connects, and shows the tools as they are now. `accept`: from here on they count as seen. `gone`: names of tools that were there
   * before.
   */
  'servers.look': command(
    z.object({ serverId: toolServerSchema.shape.id, accept: z.boolean() }),
    z.object({
      error: appErrorSchema.nullable(),
      tools: z.array(lookedToolSchema),
      gone: z.array(z.string()),
    }),
  ),
} as const
