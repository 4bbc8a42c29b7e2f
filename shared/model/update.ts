import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { instantSchema } from './brand.ts'

/** An address a newer version may be fetched from: https, or a computer of the owner's own network. */
const feedSchema = z.url({ protocol: /^https?$/ }).max(2000)

export const updateSettingsSchema = z.object({
  /** Looks for newer versions by itself, and fetches them. */
  automatic: z.boolean(),
  /** Where it looks; null: where this version was told when it was made. */
  feed: feedSchema.nullable(),
})
export type UpdateSettings = z.infer<typeof updateSettingsSchema>

/** How it stands with newer versions. */
export const updateStateSchema = z.object({
  /** Nothing to look in; nothing newer as far as is known; a newer one is fetched and checked. */
  stage: z.enum(['noFeed', 'current', 'ready']),
  /** The newer version that is ready. */
  version: z.string().nullable(),
  /** Where it does not start, this one comes back by itself. */
  comesBack: z.boolean(),
  lookedAt: instantSchema.nullable(),
  /** Why the last look, or fetch, came to nothing. */
  error: appErrorSchema.nullable(),
  /** A newer version that did not start, so that this one came back. */
  backedOut: z.string().nullable(),
})
export type UpdateState = z.infer<typeof updateStateSchema>
