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
