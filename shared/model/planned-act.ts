import { z } from 'zod'
import { cellSchema, columnSchema } from './item.ts'

const textSchema = z.string().max(200_000)

/** A change of one file, with what it holds before and after where that can be shown as text. */
const fileChangeSchema = z.object({
  what: z.enum(['create', 'replace', 'append', 'rename', 'move', 'copy']),
  /** Absolute; null for a file that is made anew. */
  from: z.string().max(4096).nullable(),
  to: z.string().max(4096),
  before: textSchema.nullable(),
  after: textSchema.nullable(),
})

/**
 * Something a run is about to do outside itself, shown to the owner as a person would check it. What is done afterwards is exactly
 * this, or what the owner made of it.
 */
export const plannedActSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    mode: z.enum(['draft', 'send']),
    /** The address it goes out from. */
    from: z.string().max(320),
    to: z.array(z.string().max(320)).max(100),
    cc: z.array(z.string().max(320)).max(100),
    subject: z.string().max(1000),
    body: textSchema,
    attachments: z.array(z.object({ name: z.string().max(300), bytes: z.number().int().nonnegative() })).max(50),
  }),
  z.object({ kind: z.literal('message'), to: z.string().max(200), text: textSchema }),
  z.object({ kind: z.literal('files'), changes: z.array(fileChangeSchema).max(2000) }),
  z.object({
    kind: z.literal('rows'),
    file: z.string().max(4096),
    columns: z.array(columnSchema).max(200),
    rows: z.array(z.array(cellSchema).max(200)).max(2000),
  }),
  z.object({
    kind: z.literal('command'),
    program: z.string().max(4096),
    arguments: z.array(z.string().max(8000)).max(200),
    folder: z.string().max(4096),
  }),
  z.object({ kind: z.literal('tool'), server: z.string().max(200), tool: z.string().max(200), input: textSchema }),
  z.object({ kind: z.literal('page'), address: z.string().max(8000) }),
])
export type PlannedAct = z.infer<typeof plannedActSchema>

export const plannedActKindSchema = z.enum(['mail', 'message', 'files', 'rows', 'command', 'tool', 'page'])
