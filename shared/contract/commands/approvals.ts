import { z } from 'zod'
import { approvalSchema } from '../../model/approval.ts'
import { agentIdSchema, approvalIdSchema, standingYesIdSchema } from '../../model/brand.ts'
import { plannedActSchema } from '../../model/planned-act.ts'
import { standingYesSchema } from '../../model/standing-yes.ts'
import { command, nothing } from './command.ts'

/** Questions that runs ask their owner. */
export const approvalsCommands = {
  /** The whole of what a run asks about. */
  'approvals.read': command(
    z.object({ approvalId: approvalIdSchema }),
    z.object({ approval: approvalSchema, preview: z.string(), act: plannedActSchema.nullable() }),
  ),
  /**
   * Agreeing names the preview that was shown (`previewSha256`); refusing needs nothing. `always`: and to all
   * acts of this kind and destination from now on. `edited`: the act as it is to be done instead.
   */
  'approvals.answer': command(
    z.object({
      approvalId: approvalIdSchema,
      answer: z.enum(['approve', 'always', 'refuse']),
      seen: z.string().max(64).nullable(),
      reason: z.string().max(1000),
      edited: plannedActSchema.nullable().default(null),
    }),
    nothing,
  ),
  /** What the owner agreed to once and for all, for one agent. */
  'approvals.standing': command(
    z.object({ agentId: agentIdSchema }),
    z.object({ standing: z.array(standingYesSchema) }),
  ),
  /** Takes such a yes back: from now on it is asked again. */
  'approvals.revoke': command(z.object({ id: standingYesIdSchema }), nothing),
} as const
