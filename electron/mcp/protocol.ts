import { z } from 'zod'
import { toolDescriptionSchema } from '../../shared/model/tool-server.ts'
import type { ContractOf } from '../ipc/port-calls.ts'

/** Messages between main and the process that holds the connection to one server of tools. */

/** How to reach the server, with its secrets in the clear: they come by message, to this one process. */
export const serverWaySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('program'),
    path: z.string(),
    arguments: z.array(z.string()),
    folder: z.string(),
    secrets: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('address'), url: z.string(), token: z.string().nullable() }),
])
export type ServerWay = z.infer<typeof serverWaySchema>

export const mostAnswer = 100_000

/** What main asks of it. */
export const serverOperations = {
  /** Connects, once, and lists the tools. */
  connect: {
    request: z.object({ way: serverWaySchema, milliseconds: z.number().int().positive() }),
    reply: z.object({ tools: z.array(toolDescriptionSchema) }),
  },
  /** The tools as they are now. */
  tools: {
    request: z.object({ milliseconds: z.number().int().positive() }),
    reply: z.object({ tools: z.array(toolDescriptionSchema) }),
  },
  call: {
    request: z.object({
      tool: z.string(),
      input: z.record(z.string(), z.json()),
      milliseconds: z.number().int().positive(),
    }),
    reply: z.object({ text: z.string().max(mostAnswer), isError: z.boolean() }),
  },
} as const
export type ServerContract = ContractOf<typeof serverOperations>

/** What it tells main: the group of the program it is about to start. */
export const groupOperations = {
  'child.started': { request: z.object({ pid: z.number().int().min(2) }), reply: z.object({}) },
} as const
export type GroupContract = ContractOf<typeof groupOperations>
