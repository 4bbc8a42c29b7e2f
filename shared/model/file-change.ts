import { z } from 'zod'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** What a file held before it was changed. `kept`: a copy was put aside, so that it can be had back. */
export const formerContentSchema = z.object({
  sha256: sha256Schema,
  bytes: z.number().int().nonnegative(),
  kept: z.boolean(),
})

/** How an act changed a file. `create` made it, `replace` gave it new content, `move` took it from another place, `copy` made it from another. */
export const fileChangeKindSchema = z.enum(['create', 'replace', 'move', 'copy'])

/** A change a run made to a file, as its page shows it and as it can be taken back. */
export const fileChangeSchema = z.object({
  stepId: z.string(),
  item: z.string(),
  change: fileChangeKindSchema,
  /** Where the file is now. */
  path: z.string(),
  /** Where it was, for a move or a copy. */
  from: z.string().nullable(),
  bytes: z.number().int().nonnegative(),
  /** Null: not taken back. */
  undone: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('done') }),
      /** `changed`: by somebody else since; `gone`; `noCopy`: nothing was kept to put back; `taken`: its old place is taken; `failed`. */
      z.object({ kind: z.literal('refused'), reason: z.enum(['changed', 'gone', 'noCopy', 'taken', 'failed']) }),
    ])
    .nullable(),
})
export type FileChange = z.infer<typeof fileChangeSchema>
