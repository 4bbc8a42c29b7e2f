import { z } from 'zod'
import { appErrorSchema } from '../../../shared/contract/errors.ts'
import { agentIdSchema, instantSchema, triggerIdSchema } from '../../../shared/model/brand.ts'
import { firingFactsSchema } from '../../../shared/model/source.ts'
import {
  feedTriggerSchema,
  folderTriggerSchema,
  mailTriggerSchema,
  pageTriggerSchema,
} from '../../../shared/model/trigger.ts'
import type { ContractOf } from '../../ipc/port-calls.ts'

/**
 * Messages between main and the process that looks at sources. It is started for one of two jobs: to watch folders as long as
 * there are any, or to make one batch of checks. What it finds counts once main has stored it.
 */

const cursorSchema = z.instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array).nullable()

export const sourceKeySchema = z.object({ agentId: agentIdSchema, triggerId: triggerIdSchema })
export type SourceKey = z.infer<typeof sourceKeySchema>

export const folderOrderSchema = sourceKeySchema.extend({
  trigger: folderTriggerSchema.extend({ folder: z.string() }),
  cursor: cursorSchema,
  /** When the cursor was made; what changed since then was missed. */
  lookedAt: instantSchema.nullable(),
})
export type FolderOrder = z.infer<typeof folderOrderSchema>

/** By this end of its number a mail is known that the app wrote to its owner: no agent is started by one. */
export const noticeMark = '@notice.kaihe-companion>'

/** What it takes to open a mailbox; the password goes to this one process, by message alone. */
export const mailDoorSchema = z.object({
  host: z.string(),
  port: z.number().int(),
  security: z.enum(['tls', 'startTls', 'none']),
  user: z.string(),
  password: z.string(),
  /** The proxy the way to it leads through, as an address with who asks; left out: none. */
  proxy: z.string().optional(),
})
export type MailDoor = z.infer<typeof mailDoorSchema>

const check = sourceKeySchema.extend({ cursor: cursorSchema })
export const checkOrderSchema = z.discriminatedUnion('kind', [
  check.extend({ kind: z.literal('page'), trigger: pageTriggerSchema, viaProxy: z.boolean() }),
  check.extend({ kind: z.literal('feed'), trigger: feedTriggerSchema, viaProxy: z.boolean() }),
  check.extend({ kind: z.literal('mail'), trigger: mailTriggerSchema, door: mailDoorSchema }),
])
export type CheckOrder = z.infer<typeof checkOrderSchema>

export const sourcesOrderSchema = z.discriminatedUnion('type', [
  /** The folders to watch from now on, all of them. */
  z.object({ type: z.literal('watch'), folders: z.array(folderOrderSchema) }),
  /** Look at the folders now: what was held back may count now. */
  z.object({ type: z.literal('again') }),
  /** One batch of looks; main hears `checks.done` when all of them were told of. */
  z.object({ type: z.literal('check'), checks: z.array(checkOrderSchema) }),
  /** Opens a mailbox once, for the Test button; main hears `checks.done`, or of the failure. */
  z.object({ type: z.literal('testMail'), door: mailDoorSchema }),
  /** Writes to an account's own address; main hears `notice.sent`, or of the failure. */
  z.object({
    type: z.literal('sendNotice'),
    address: z.string(),
    door: mailDoorSchema,
    notice: z.object({ subject: z.string(), body: z.string(), messageId: z.string() }),
  }),
])
export type SourcesOrder = z.infer<typeof sourcesOrderSchema>

const nothing = z.object({})

/** What the process asks of main. */
export const sourcesOperations = {
  /** Something is there. `kept: false`: not now; it is told again. */
  'source.happened': {
    request: sourceKeySchema.extend({
      facts: firingFactsSchema,
      /** Every path of it, for files the agent itself wrote. */
      paths: z.array(z.string()),
      cursor: cursorSchema,
      dueAt: instantSchema,
    }),
    reply: z.object({ kept: z.boolean() }),
  },
  /** Looked at, and nothing new; the cursor may have moved all the same. */
  'source.looked': {
    request: sourceKeySchema.extend({ cursor: cursorSchema }),
    reply: nothing,
  },
  'source.failed': {
    request: sourceKeySchema.extend({
      error: appErrorSchema,
      away: z.boolean(),
      /** Not before then, as the site asked. */
      retryAt: instantSchema.nullable(),
    }),
    reply: nothing,
  },
  'checks.done': { request: nothing, reply: nothing },
  'mail.tested': {
    request: z.object({ error: appErrorSchema.nullable(), folders: z.array(z.string()).max(500) }),
    reply: nothing,
  },
  'notice.sent': { request: z.object({ error: appErrorSchema.nullable() }), reply: nothing },
} as const
export type SourcesContract = ContractOf<typeof sourcesOperations>
