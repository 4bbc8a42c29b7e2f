import { z } from 'zod'
import { agentIdSchema, approvalIdSchema, instantSchema, runIdSchema, stepIdSchema } from './brand.ts'
import { plannedActKindSchema } from './planned-act.ts'
import { coveredActSchema } from './standing-yes.ts'

/** How a question ended. `expired` and `withdrawn` are answers nobody gave: the deadline passed, the run ended. */
export const approvalAnswerSchema = z.object({
  kind: z.enum(['approved', 'refused', 'expired', 'withdrawn']),
  at: instantSchema,
  /** What the owner said to it; empty when nothing. */
  reason: z.string().max(1000),
  /** `standing`: the owner had agreed to all of this kind before, or had said that the step need not ask. */
  by: z.enum(['owner', 'standing']).default('owner'),
})
export type ApprovalAnswer = z.infer<typeof approvalAnswerSchema>

/** A question a run asks its owner before it goes on. Without an answer by the deadline it counts as refused. */
export const approvalSchema = z.object({
  id: approvalIdSchema,
  runId: runIdSchema,
  agentId: agentIdSchema,
  agentName: z.string().max(80),
  stepId: stepIdSchema,
  /** What the question is about, in the step's own words; stable over resumes. */
  item: z.string().max(800),
  message: z.string().max(2000),
  /** What is about to be done; null for a question about what was made. */
  act: plannedActKindSchema.nullable().default(null),
  /** The owner's own data, text from elsewhere and a way out have met, so that this is always asked. */
  meets: z.boolean().default(false),
  /** What a yes for always would cover; null where none can be given. */
  standing: coveredActSchema.nullable().default(null),
  /** Of all that is shown, the act or the preview; agreeing names it, so that nobody agrees to what they were not shown. */
  previewSha256: z.string().regex(/^[0-9a-f]{64}$/),
  askedAt: instantSchema,
  deadline: instantSchema,
  /** Null while the question is open. */
  answer: approvalAnswerSchema.nullable(),
})
export type Approval = z.infer<typeof approvalSchema>

/** How much an act that is shown may hold, as JSON. */
export const plannedActLimit = 2_000_000

/** Markdown; longer ones cannot be read through by a person anyway. */
export const approvalPreviewLimit = 400_000
