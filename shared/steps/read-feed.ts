import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { isOwnDevice, isWebAddress } from '../rules/web-address.ts'
import type { StepDefinition } from './definition.ts'
import { addressGrants } from './grants.ts'

const mostEntries = 200

export const readFeedSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readFeed'),
  address: z.string().trim().max(2000),
  /** `new`: what no run of this agent has worked through yet. */
  which: z.enum(['new', 'all']),
  /** The newest ones; what is left waits for the next run. */
  most: z.number().int().min(1).max(mostEntries),
})
export type ReadFeedStep = z.infer<typeof readFeedSchema>

export const readFeed: StepDefinition<typeof readFeedSchema> = {
  schema: readFeedSchema,
  group: 'read',
  fields: [
    { name: 'which', control: 'choice', choices: ['new', 'all'] },
    { name: 'address', control: 'address' },
    { name: 'most', control: 'number', least: 1, most: mostEntries },
  ],
  unit: 'messages',
  needs: () => null,
  exposes: ({ address }) => ({ private: isOwnDevice(address), untrusted: true, out: false }),
  leaves: 'result',
  grants: ({ address }) => addressGrants('address', address),
  problems: ({ address }) => (isWebAddress(address) ? [] : [{ field: 'address', code: 'address.invalid' }]),
  forecast: () => null,
}
