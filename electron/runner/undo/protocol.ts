import { z } from 'zod'
import { agentSchema } from '../../../shared/model/agent.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { fileChangeKindSchema, fileChangeSchema, formerContentSchema } from '../../../shared/model/file-change.ts'
import type { ContractOf } from '../../ipc/port-calls.ts'

/** Changes of files to be taken back, the newest first. */
export const undoOrderSchema = z.object({
  acts: z
    .array(
      z.object({
        stepId: stepIdSchema,
        item: z.string(),
        path: z.string(),
        sha256: z.string(),
        change: fileChangeKindSchema,
        from: z.string().nullable(),
        before: formerContentSchema.nullable(),
      }),
    )
    .max(10_000),
  grants: agentSchema.shape.grants,
  keptFolder: z.string(),
})
export type UndoOrder = z.infer<typeof undoOrderSchema>

/** What a runner that takes back may ask of main: to keep how each act ended, before the next. */
export const undoOperations = {
  'act.undone': {
    request: z.object({
      stepId: stepIdSchema,
      item: z.string(),
      undone: fileChangeSchema.shape.undone.unwrap(),
    }),
    reply: z.object({}),
  },
} as const
export type UndoContract = ContractOf<typeof undoOperations>
