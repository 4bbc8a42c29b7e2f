import { z } from 'zod'
import { agentIdSchema, instantSchema, standingYesIdSchema } from './brand.ts'

/** What a yes given once and for all covers: a kind of act with its fixed destination. Everything that differs is asked about. */
export const coveredActSchema = z.discriminatedUnion('kind', [
  /** `to`: everybody it may go to, in lower case. */
  z.object({
    kind: z.literal('mail'),
    mode: z.enum(['draft', 'send']),
    from: z.string().max(320),
    to: z.array(z.string().max(320)).max(200),
  }),
  z.object({ kind: z.literal('message'), to: z.string().max(200) }),
  z.object({
    kind: z.literal('files'),
    what: z.array(z.enum(['create', 'replace', 'append', 'rename', 'move', 'copy'])).max(6),
    folders: z.array(z.string().max(4096)).max(200),
  }),
  z.object({ kind: z.literal('rows'), file: z.string().max(4096) }),
  /** `arguments`: word for word, or with `{column}` where the owner's own step has it. */
  z.object({
    kind: z.literal('command'),
    program: z.string().max(4096),
    arguments: z.array(z.string().max(8000)).max(200),
    folder: z.string().max(4096),
  }),
  z.object({ kind: z.literal('tool'), server: z.string().max(200), tool: z.string().max(200) }),
  z.object({ kind: z.literal('page'), host: z.string().max(300) }),
])
export type CoveredAct = z.infer<typeof coveredActSchema>

/** A yes the owner gave to one agent for all times, until they take it back. */
export const standingYesSchema = z.object({
  id: standingYesIdSchema,
  agentId: agentIdSchema,
  covers: coveredActSchema,
  givenAt: instantSchema,
})
export type StandingYes = z.infer<typeof standingYesSchema>
