import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'
import { recipientsOf } from './grants.ts'

export const sendMailSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('sendMail'),
  /** The step with one thing for each mail. */
  from: stepIdSchema,
  /** The mailbox it goes out from; null while the owner has not chosen. */
  account: z.string().min(1).max(120).nullable(),
  /** `draft`: laid into the drafts folder, for its owner to send. `send`: sent, after its owner has seen it. */
  mode: z.enum(['draft', 'send']),
  /** Addresses with commas between; may name columns, as `{from}` for a reply. */
  to: z.string().trim().max(1000),
  /** May name columns. */
  subject: z.string().trim().max(500),
  /** May name columns; `{text}` is what was written for the thing. */
  body: z.string().trim().max(10_000),
  /** A step that made a file, which goes with every mail; null for none. */
  attach: stepIdSchema.nullable().default(null),
})
export type SendMailStep = z.infer<typeof sendMailSchema>

export const sendMail: StepDefinition<typeof sendMailSchema> = {
  schema: sendMailSchema,
  group: 'tell',
  fields: [
    { name: 'mode', control: 'choice', choices: ['draft', 'send'] },
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'account', control: 'mailAccount' },
    { name: 'to', control: 'text', maxLength: 1000, lines: 1, mayPoint: true },
    { name: 'subject', control: 'text', maxLength: 500, lines: 1, mayPoint: true },
    { name: 'body', control: 'text', maxLength: 10_000, lines: 6, mayPoint: true },
    { name: 'attach', control: 'step', mayBeNone: true },
  ],
  unit: 'messages',
  needs: () => null,
  // A draft stays in the owner's own mailbox.
  exposes: ({ mode }) => ({ private: false, untrusted: false, out: mode === 'send' }),
  leaves: 'result',
  grants: ({ account, mode, to }) => {
    if (account === null) return []
    if (mode === 'draft') return [{ kind: 'mail', account, may: 'draft', field: 'account' }]
    return [{ kind: 'mail', account, may: 'send', ...recipientsOf(to), field: 'to' }]
  },
  problems: (step) => [
    ...(step.account === null ? [{ field: 'account', code: 'account.notChosen' as const }] : []),
    ...(step.to === '' ? [{ field: 'to', code: 'people.none' as const }] : []),
    ...(step.subject === '' ? [{ field: 'subject', code: 'text.empty' as const }] : []),
    ...(step.body === '' ? [{ field: 'body', code: 'text.empty' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}
