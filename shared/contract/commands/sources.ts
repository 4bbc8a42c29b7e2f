import { z } from 'zod'
import { firingIdSchema } from '../../model/brand.ts'
import { mailAccountSchema } from '../../model/mail-account.ts'
import { firingFactsSchema } from '../../model/source.ts'
import { appErrorSchema } from '../errors.ts'
import { command, nothing } from './command.ts'

/** What the owner types about a mailbox. `password` undefined keeps the stored one. */
export const mailAccountDraftSchema = mailAccountSchema.extend({
  id: mailAccountSchema.shape.id.nullable(),
  password: z.string().max(1000).optional(),
  keyStorage: z.enum(['protected', 'session', 'unprotected']),
})
export type MailAccountDraft = z.infer<typeof mailAccountDraftSchema>

/** Where a request goes that starts an agent, and the word it must bring. */
const hookSchema = z.object({ address: z.string(), secret: z.string() })

/** What agents wait for: mailboxes, and requests of other programs on this computer. */
export const sourceCommands = {
  'mail.save': command(mailAccountDraftSchema, z.object({ account: mailAccountSchema })),
  'mail.remove': command(z.object({ accountId: mailAccountSchema.shape.id }), nothing),
  /** Signs in once, without storing anything. */
  'mail.test': command(
    mailAccountDraftSchema,
    z.object({ error: appErrorSchema.nullable(), folders: z.array(z.string()) }),
  ),
  /** The address and secret of a webhook, made when there is none yet; `renew` makes another secret, and the old one counts no more. */
  'webhooks.show': command(z.object({ hookId: z.string().min(1).max(120), renew: z.boolean() }), hookSchema),
  /** What happened when that firing came; null where nothing was kept. */
  'firings.facts': command(z.object({ firingId: firingIdSchema }), z.object({ facts: firingFactsSchema.nullable() })),
} as const
