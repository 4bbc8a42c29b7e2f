import { z } from 'zod'
import { proxySchema } from '../../model/proxy.ts'
import { appErrorSchema } from '../errors.ts'
import { command, nothing } from './command.ts'

/** What the owner types about the way out. A password that is left out stays as it is kept. */
export const proxyDraftSchema = z.object({
  proxy: proxySchema,
  password: z.string().max(500).optional(),
  keyStorage: z.enum(['protected', 'session', 'unprotected']),
})
export type ProxyDraft = z.infer<typeof proxyDraftSchema>

/** How one service was found. */
export const networkFindingSchema = z.object({
  name: z.string(),
  host: z.string(),
  /** The proxy a request to it takes, as `proxy.office:8080`; null: none. */
  proxy: z.string().nullable(),
  /** Why no answer of the service itself came; null: it did. */
  error: appErrorSchema.nullable(),
})
export type NetworkFinding = z.infer<typeof networkFindingSchema>

/** The way out of this computer. */
export const networkCommands = {
  /** Throws `keyring.*`. */
  'network.save': command(proxyDraftSchema, nothing),
  /** Knocks at every service of the owner's and at the known ones, without a key. */
  'network.try': command(nothing, z.object({ findings: z.array(networkFindingSchema) })),
} as const
