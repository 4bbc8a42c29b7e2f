import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { instantSchema } from './brand.ts'

/** A provider that is not called for a while, since its last calls failed one after the other. */
export const providerHealthSchema = z.object({
  /** How the last of them failed. */
  error: appErrorSchema,
  /** When it was found to be down. */
  since: instantSchema,
  /** When one call is let through to see whether it answers again. */
  triedAgainAt: instantSchema,
})
export type ProviderHealth = z.infer<typeof providerHealthSchema>
