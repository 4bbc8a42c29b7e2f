import { z } from 'zod'
import { stepSchema } from '../steps/step.ts'
import { agentIdSchema, instantSchema, stepIdSchema } from './brand.ts'
import { agentBudgetsSchema } from './budget.ts'
import { dataPlaceSchema, fallbacksSchema, modelPolicySchema } from './policy.ts'
import { missedRunPolicySchema, overlapPolicySchema } from './start-rules.ts'
import { standingSchema, supervisionSchema } from './supervision.ts'
import { timeOfDaySchema } from './time-trigger.ts'
import { triggerSchema } from './trigger.ts'

/** A folder the owner opened to an agent by picking it. Paths are absolute. */
export const folderGrantSchema = z.object({
  path: z.string().min(1).max(4096),
  access: z.enum(['read', 'write']),
})
export type FolderGrant = z.infer<typeof folderGrantSchema>

/** What the owner edits; ids, dates and grants belong to main. */
export const agentDraftSchema = z.object({
  name: z.string().trim().min(1).max(80),
  /** Switched off: no trigger starts it. Running by hand still works. */
  enabled: z.boolean(),
  /** Half-built ones may have none yet; see `shared/rules/task-check.ts` for what keeps a task from running. */
  steps: z.array(stepSchema).max(50),
  /** Steps that are kept and not done. */
  switchedOff: z.array(stepIdSchema).max(50).default([]),
  triggers: z.array(triggerSchema).max(20),
  modelPolicy: modelPolicySchema.default({ kind: 'usual' }),
  fallbacks: fallbacksSchema.default([]),
  dataPlace: dataPlaceSchema.default({ kind: 'anywhere' }),
  missedRunPolicy: missedRunPolicySchema,
  overlapPolicy: overlapPolicySchema.default({ kind: 'skip' }),
  budgets: agentBudgetsSchema.default([]),
  supervision: supervisionSchema.prefault({}),
  /** Whether the model is asked again what it was asked before, word for word, about the same text. */
  asksAgain: z.boolean().default(false),
  /**
   * What starts by itself may wait for hours in which its model is cheaper, and is ready by this time of the computer's clock; null: it
   * starts at once.
   */
  readyBy: timeOfDaySchema.nullable().default(null),
  /** The computer may not fall asleep by itself while this agent works or is about to. */
  keepAwake: z.boolean().default(false),
})
export type AgentDraft = z.infer<typeof agentDraftSchema>

export const agentSchema = agentDraftSchema.extend({
  id: agentIdSchema,
  /** The template it was made from, whose name and words follow the language until the owner edits them. */
  templateId: z.string().max(80).nullable(),
  grants: z.array(folderGrantSchema).max(200),
  standing: standingSchema.default({ name: 'ready', since: null }),
  createdAt: instantSchema,
  updatedAt: instantSchema,
})
export type Agent = z.infer<typeof agentSchema>
