import { z } from 'zod'
import { mailDoorSchema } from '../../sources/protocol.ts'

/** What it takes to open a mailbox, and to send from it. */
export const mailDoorsSchema = z.object({ address: z.string(), reading: mailDoorSchema, sending: mailDoorSchema })
export type MailDoors = z.infer<typeof mailDoorsSchema>

/** What of them a step is given: nothing to read or send with before something was agreed to, and no way out for one that sends nothing. */
export const offeredDoorsSchema = mailDoorsSchema.extend({
  reading: mailDoorSchema.nullable(),
  sending: mailDoorSchema.nullable(),
})
