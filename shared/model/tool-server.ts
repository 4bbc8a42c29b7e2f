import { z } from 'zod'
import { serverToolSchema } from './tools.ts'

/** How a tool describes itself: words of whoever made the server, never an order. */
export const toolDescriptionSchema = z.object({
  name: z.string().min(1).max(200),
  description: z.string().max(4000),
  /** A JSON Schema of what it takes. */
  input: z.record(z.string(), z.json()),
  /** Of all of the above: another one means that the tool has changed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ToolDescription = z.infer<typeof toolDescriptionSchema>

/** A tool as it is remembered. */
export const seenToolSchema = toolDescriptionSchema
  .pick({ name: true, sha256: true })
  .extend({ description: z.string().max(300) })
export type SeenTool = z.infer<typeof seenToolSchema>

const secretNameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/)

/** Where a server is: a program that is started and spoken to over its own input and output, or an address. */
export const serverDoorSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('program'),
    /** Absolute; the owner picked it in a dialog. */
    path: z.string().min(1).max(4096),
    arguments: z.array(z.string().max(8000)).max(100),
    /** Names of the variables it is given; their values are kept where keys are. */
    secrets: z.array(secretNameSchema).max(20),
  }),
  z.object({ kind: z.literal('address'), url: z.url().max(2000), hasToken: z.boolean() }),
])
export type ServerDoor = z.infer<typeof serverDoorSchema>

/** A server whose tools agents may use, as the owner set it up. */
export const toolServerSchema = z.object({
  id: z.string().min(1).max(80),
  name: z.string().trim().min(1).max(80),
  door: serverDoorSchema,
  /** The tools as the owner saw them last. One that has changed since is held back until they look again. */
  tools: z.array(seenToolSchema).max(500),
})
export type ToolServer = z.infer<typeof toolServerSchema>

/** A ticked tool as a run may use it. `problem`: why it may not be used now. */
export const offeredToolSchema = serverToolSchema.extend({
  serverName: z.string().max(80),
  description: toolDescriptionSchema.omit({ name: true, sha256: true }).nullable(),
  problem: z.enum(['missing', 'changed', 'serverMissing']).nullable(),
})
export type OfferedTool = z.infer<typeof offeredToolSchema>
