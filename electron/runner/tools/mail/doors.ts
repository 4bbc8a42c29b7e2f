import { z } from 'zod'

/** What it takes to open a mailbox, and to send from it. */
const doorSchema = z.object({
  host: z.string(),
  port: z.number().int(),
  security: z.enum(['tls', 'startTls', 'none']),
  user: z.string(),
  password: z.string(),
})
export const mailDoorsSchema = z.object({ address: z.string(), reading: doorSchema, sending: doorSchema })
export type MailDoors = z.infer<typeof mailDoorsSchema>

/** What of them a step is given: nothing to read or send with before something was agreed to, and no way out for one that sends nothing. */
export const offeredDoorsSchema = mailDoorsSchema.extend({
  reading: doorSchema.nullable(),
  sending: doorSchema.nullable(),
})
