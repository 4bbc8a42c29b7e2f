import { z } from 'zod'
import { approvalSchema } from '../../model/approval.ts'
import { approvalIdSchema } from '../../model/brand.ts'
import { command, nothing } from './command.ts'

/** Questions that runs ask their owner. */
export const approvalsCommands = {
  /** The whole of what a run asks about. */
  'approvals.read': command(
    z.object({ approvalId: approvalIdSchema }),
    z.object({ approval: approvalSchema, preview: z.string() }),
  ),
  /** Agreeing names the preview that was shown (`previewSha256`); refusing needs nothing. */
  'approvals.answer': command(
    z.object({
      approvalId: approvalIdSchema,
      answer: z.enum(['approve', 'refuse']),
      seen: z.string().max(64).nullable(),
      reason: z.string().max(1000),
    }),
    nothing,
  ),
} as const
