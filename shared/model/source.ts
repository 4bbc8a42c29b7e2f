import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { agentIdSchema, instantSchema, triggerIdSchema } from './brand.ts'

/** How a trigger that waits for something stands: a watched folder, a page, a feed, a mailbox. */
export const sourceStateSchema = z.object({
  agentId: agentIdSchema,
  triggerId: triggerIdSchema,
  /** `new`: not looked at yet; `watched`: all is well; `away`: the folder is not there just now; `failed`: see `error`. */
  health: z.enum(['new', 'watched', 'away', 'failed']),
  /** When it was last looked at with success. */
  lookedAt: instantSchema.nullable(),
  /** When something new was last found. */
  changedAt: instantSchema.nullable(),
  /** When it is looked at again by itself; null for what tells of its changes. */
  nextLook: instantSchema.nullable(),
  error: appErrorSchema.nullable(),
  /** Looks in a row that failed. */
  failures: z.number().int().nonnegative(),
})
export type SourceState = z.infer<typeof sourceStateSchema>

const more = z.number().int().nonnegative()
const text = (limit: number) => z.string().max(limit)

/** What happened when a trigger fired. Texts come from outside: they are data, never instructions. */
export const firingFactsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('folder'),
    folder: text(4096),
    files: z
      .array(z.object({ path: text(4096), change: z.enum(['new', 'changed']), bytes: z.number().int().nonnegative() }))
      .max(500),
    /** Files beyond those listed. */
    more,
  }),
  z.object({
    kind: z.literal('page'),
    url: text(8000),
    title: text(300).nullable(),
    /** Lines that were not there before, and those that went. */
    added: text(20_000),
    removed: text(20_000),
  }),
  z.object({
    kind: z.literal('feed'),
    url: text(8000),
    title: text(300).nullable(),
    items: z
      .array(z.object({ id: text(2000), title: text(500), link: text(8000).nullable(), text: text(4000) }))
      .max(100),
    more,
  }),
  z.object({
    kind: z.literal('mail'),
    accountId: text(120),
    mailbox: text(500),
    messages: z
      .array(
        z.object({
          uid: z.number().int().nonnegative(),
          from: text(500),
          subject: text(1000),
          at: instantSchema.nullable(),
        }),
      )
      .max(200),
    more,
  }),
  z.object({ kind: z.literal('webhook'), contentType: text(200), body: text(65_536) }),
  z.object({ kind: z.literal('appStart') }),
])
export type FiringFacts = z.infer<typeof firingFactsSchema>
