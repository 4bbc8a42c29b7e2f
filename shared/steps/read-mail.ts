import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'

export const readMailSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readMail'),
  /** One of the settings' mailboxes; null while the owner has not chosen. */
  account: z.string().min(1).max(120).nullable(),
  mailbox: z.string().trim().min(1).max(200).default('INBOX'),
  /** `new`: what came since the last run that succeeded; the first time the newest. `unread`: what nobody has read. */
  which: z.enum(['new', 'unread']),
  /** At most so many a run; the others come next time. */
  most: z.number().int().min(1).max(200),
})
export type ReadMailStep = z.infer<typeof readMailSchema>

export const readMail: StepDefinition<typeof readMailSchema> = {
  schema: readMailSchema,
  group: 'read',
  fields: [
    { name: 'which', control: 'choice', choices: ['new', 'unread'] },
    { name: 'account', control: 'mailAccount' },
    { name: 'mailbox', control: 'text', maxLength: 200, lines: 1 },
    { name: 'most', control: 'number', least: 1, most: 200 },
  ],
  unit: 'messages',
  needs: () => null,
  exposes: () => ({ private: true, untrusted: true, out: false }),
  leaves: 'result',
  grants: ({ account }) => (account === null ? [] : [{ kind: 'mail', account, may: 'read', field: 'account' }]),
  problems: (step) => (step.account === null ? [{ field: 'account', code: 'account.notChosen' }] : []),
  forecast: () => null,
}
