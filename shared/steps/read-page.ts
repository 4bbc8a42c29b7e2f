import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { isOwnDevice, isWebAddress } from '../rules/web-address.ts'
import type { StepDefinition } from './definition.ts'
import { addressGrants } from './grants.ts'

export const readPageSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readPage'),
  address: z.string().trim().max(2000),
  /** Its text as documents; a table in it as rows; a number in it with its unit and how it changed. */
  what: z.enum(['article', 'table', 'number']),
  /** Words that stand at what is wanted: in a heading, at a table or right beside a number. Empty: the first there is. */
  part: z.string().trim().max(200),
  /**
   * `plain`: what the site sends. `asInBrowser`: shown in a window nobody sees where the plain page says next to nothing. `signedIn`:
   * shown as the agent's own visitor, who was signed in by the owner.
   */
  render: z.enum(['plain', 'asInBrowser', 'signedIn']),
})
export type ReadPageStep = z.infer<typeof readPageSchema>

export const readPage: StepDefinition<typeof readPageSchema> = {
  schema: readPageSchema,
  group: 'read',
  fields: [
    { name: 'what', control: 'choice', choices: ['article', 'table', 'number'] },
    { name: 'part', control: 'text', maxLength: 200, lines: 1, mayBeEmpty: true },
    { name: 'address', control: 'address' },
    { name: 'render', control: 'choice', choices: ['plain', 'asInBrowser', 'signedIn'] },
  ],
  unit: 'pages',
  needs: () => null,
  /** The address is the owner's own, word for word, so that asking for it tells nobody anything. */
  exposes: ({ render, address }) => ({
    private: render === 'signedIn' || isOwnDevice(address),
    untrusted: true,
    out: false,
  }),
  leaves: 'result',
  grants: ({ address, render }) => addressGrants('address', address, render === 'signedIn'),
  problems: ({ address }) => (isWebAddress(address) ? [] : [{ field: 'address', code: 'address.invalid' }]),
  /** A number is a few words; how long a page is shows when it is read. */
  forecast: ({ what }) =>
    what === 'number' ? { calls: [], gives: [{ tokens: 20, count: 1, language: 'other' }] } : null,
}
