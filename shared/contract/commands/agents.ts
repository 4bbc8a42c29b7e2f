import { z } from 'zod'
import { agentDraftSchema, agentSchema } from '../../model/agent.ts'
import { agentIdSchema, runIdSchema } from '../../model/brand.ts'
import { agentForecastSchema } from '../../model/forecast.ts'
import { comparedAtMost } from '../../model/comparison.ts'
import { offeredAgentSchema } from '../../model/agent-file.ts'
import { offeredTemplateSchema } from '../../model/template.ts'
import { longestWish, proposalSchema } from '../../model/plan.ts'
import { modelReferenceSchema } from '../../model/provider.ts'
import { command, nothing } from './command.ts'

/** Agents and the folders they may use. */
export const agentsCommands = {
  /** Opens the system's folder dialog; a chosen folder may then be used in an agent's step with that access. */
  'folders.pick': command(
    z.object({ access: z.enum(['read', 'write']), startAt: z.string().max(4096).nullable() }),
    z.object({ path: z.string().nullable() }),
  ),
  /** Opens the system's dialog for one file; the chosen one may then be used in an agent's step with that access. */
  'files.pick': command(
    z.object({
      access: z.enum(['read', 'write']),
      kinds: z.array(z.string().regex(/^[a-z0-9]{1,10}$/)).max(40),
      startAt: z.string().max(4096).nullable(),
    }),
    z.object({ path: z.string().nullable() }),
  ),
  /** Opens the system's dialog for a program; a chosen one may then be run by an agent's step. */
  'programs.pick': command(
    z.object({ startAt: z.string().max(4096).nullable() }),
    z.object({ path: z.string().nullable() }),
  ),
  /** Agents ready to be made, in the owner's language. */
  'templates.list': command(nothing, z.object({ templates: z.array(offeredTemplateSchema) })),
  /** Null: an agent that does nothing yet. `withSamples`: on small inputs that come with the template. */
  'agents.create': command(
    z.object({ templateId: z.string().max(80).nullable(), withSamples: z.boolean() }),
    z.object({ agent: agentSchema }),
  ),
  'agents.save': command(
    z.object({ agentId: agentIdSchema, draft: agentDraftSchema }),
    z.object({ agent: agentSchema }),
  ),
  'agents.remove': command(z.object({ agentId: agentIdSchema }), nothing),
  /** Takes back a removal, for the undo bar. */
  'agents.restore': command(z.object({ agentId: agentIdSchema }), z.object({ agent: agentSchema })),
  /** An agent that is kept apart runs only when its owner knows it and says so: then with `despite`. */
  'agents.run': command(
    z.object({ agentId: agentIdSchema, despite: z.boolean().optional() }),
    z.object({ runId: runIdSchema }),
  ),
  /** Lets an agent that was paused or kept apart start by itself again. */
  /**
   * Runs it once on files in place of what it reads; `files`: those that were dropped, which the bridge names, or null to have them picked.
   * A null run: nothing was picked.
   */
  'agents.runOn': command(
    z.object({ agentId: agentIdSchema, files: z.array(z.string().max(4096)).max(500).nullable() }),
    z.object({ runId: runIdSchema.nullable() }),
  ),
  'agents.runOnClipboard': command(z.object({ agentId: agentIdSchema }), z.object({ runId: runIdSchema })),
  'agents.tryAgain': command(z.object({ agentId: agentIdSchema }), z.object({ agent: agentSchema })),
  /** Asks where to, and writes the saved agent there without anything of its owner; false when they chose no place. */
  'agents.export': command(z.object({ agentId: agentIdSchema }), z.object({ saved: z.boolean() })),
  /** Asks for an agent file and shows what it offers, as `agentFile.offered`. Nothing is taken yet. */
  'agents.openFile': command(nothing, nothing),
  /** The same with a file that was dropped, which the bridge names. */
  'agents.openDropped': command(z.object({ files: z.array(z.string().max(4096)).max(500) }), nothing),
  /** Lets what was offered go. */
  'agents.leaveOffer': command(nothing, nothing),
  /** Makes an agent of what a file offered: switched off, with nothing allowed. */
  'agents.take': command(z.object({ offer: offeredAgentSchema }), z.object({ agent: agentSchema })),
  /** What the agent, as it is edited, would become by a wish; nothing is changed. It may take a minute. */
  'agents.say': command(
    z.object({
      agentId: agentIdSchema,
      draft: agentDraftSchema.extend({ name: z.string().max(80) }),
      wish: z.string().trim().min(1).max(longestWish),
    }),
    proposalSchema,
  ),
  'agents.stopSaying': command(z.object({ agentId: agentIdSchema }), nothing),
  /** Tries the agent as it is edited on a few real things; how it goes is told by `trial.changed`. */
  'trials.start': command(
    z.object({ agentId: agentIdSchema, draft: agentDraftSchema.extend({ name: z.string().max(80) }) }),
    nothing,
  ),
  'trials.stop': command(z.object({ agentId: agentIdSchema }), nothing),
  /** Tries it with its own model and others, one after the other; how they go is told by `comparison.changed`. */
  'comparisons.start': command(
    z.object({
      agentId: agentIdSchema,
      draft: agentDraftSchema.extend({ name: z.string().max(80) }),
      others: z
        .array(modelReferenceSchema)
        .min(1)
        .max(comparedAtMost - 1),
      blind: z.boolean(),
    }),
    nothing,
  ),
  'comparisons.stop': command(z.object({ agentId: agentIdSchema }), nothing),
  /**
   * What a run, and the times of a month, will probably cost, for the agent as it is saved or as it is edited. `count`: its documents
   * are counted first, which may take seconds; otherwise what is known already is the answer.
   */
  'agents.forecast': command(
    z.object({
      agentId: agentIdSchema,
      draft: agentDraftSchema.extend({ name: z.string().max(80) }).nullable(),
      count: z.boolean(),
    }),
    agentForecastSchema,
  ),
  /** Stops counting an agent's documents; who waits for it gets what is known. */
  'agents.stopCounting': command(z.object({ agentId: agentIdSchema }), nothing),
  /** Makes the ready agent on the sample documents (once) and runs it. */
  'samples.run': command(z.object({ model: modelReferenceSchema.nullable() }), z.object({ runId: runIdSchema })),
} as const
