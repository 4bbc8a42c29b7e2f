import { z } from 'zod'
import { fileFactsSchema, fingerprintSchema } from '../../shared/model/own-model.ts'
import type { ContractOf } from '../ipc/port-calls.ts'

/**
 * Messages between main and an engine's process. One process looks after files and is gone when that is done; another one answers
 * the gateway, as long as it is needed.
 */

const nothing = z.object({})
const operation = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
})
export const foundModelSchema = fileFactsSchema.extend({ path: z.string(), name: z.string() })

export const engineOperations = {
  /** Fetches a model, or what is still missing of it; reports say how far that is. */
  fetch: operation(
    z.object({ url: z.string(), target: z.string(), bytes: z.number().int().positive(), sha256: fingerprintSchema }),
    nothing,
  ),
  /** What model files say of themselves; those that are none are told apart. A path may be a folder. */
  inspect: operation(
    z.object({ path: z.string() }),
    z.object({ found: z.array(foundModelSchema), refused: z.number().int().nonnegative() }),
  ),
  /** Loads a model and opens a door to it for whoever has the token. */
  open: operation(
    z.object({
      path: z.string(),
      contextTokens: z.number().int().positive(),
      threads: z.number().int().positive(),
      token: z.string().min(32),
    }),
    z.object({ port: z.number().int().positive() }),
  ),
  fingerprint: operation(z.object({ path: z.string() }), z.object({ sha256: fingerprintSchema })),
} as const
export type EngineContract = ContractOf<typeof engineOperations>

export const engineReportSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    state: z.enum(['fetching', 'checking']),
    doneBytes: z.number().int().nonnegative(),
  }),
  /** How many questions are open at the door. */
  z.object({ type: z.literal('calls'), open: z.number().int().nonnegative() }),
  /** How fast the last longer answer came. */
  z.object({ type: z.literal('speed'), tokensPerSecond: z.number().positive() }),
])
export type EngineReport = z.infer<typeof engineReportSchema>
