import { z } from 'zod'
import { agentIdSchema, deliverableIdSchema, instantSchema, runIdSchema } from '../../model/brand.ts'
import { fileChangeSchema } from '../../model/file-change.ts'
import { keptResultSchema } from '../../model/shown-result.ts'
import { runChangeSchema, runSchema } from '../../model/run.ts'
import { segmentSchema } from '../mirror.ts'
import { command, nothing } from './command.ts'

/** Runs and what they left behind. */
export const runsCommands = {
  'runs.stop': command(z.object({ runId: runIdSchema }), nothing),
  /** Begins a run that was put off to cheaper hours. */
  'runs.startNow': command(z.object({ runId: runIdSchema }), nothing),
  'runs.read': command(
    z.object({ runId: runIdSchema }),
    z.object({ run: runSchema, changes: z.array(runChangeSchema), segments: z.array(segmentSchema) }),
  ),
  'runs.list': command(
    z.object({
      before: instantSchema.nullable(),
      agentId: agentIdSchema.nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    z.object({ runs: z.array(runSchema), more: z.boolean() }),
  ),
  /** What can be seen of what the steps of a run gave. */
  'runs.results': command(z.object({ runId: runIdSchema }), z.object({ results: z.array(keptResultSchema) })),
  /** The same of each step of an agent, of whichever run was its last. */
  'agents.lastValues': command(z.object({ agentId: agentIdSchema }), z.object({ results: z.array(keptResultSchema) })),
  /** What a run did to files. */
  'runs.changes': command(z.object({ runId: runIdSchema }), z.object({ changes: z.array(fileChangeSchema) })),
  /** Takes a run's changes of files back, the newest first, as far as nobody has changed the files since. */
  'runs.undo': command(z.object({ runId: runIdSchema }), z.object({ changes: z.array(fileChangeSchema) })),
  'deliverables.open': command(
    z.object({ deliverableId: deliverableIdSchema, how: z.enum(['open', 'showInFolder']) }),
    nothing,
  ),
  /** Hands it on: its words to the clipboard, or a copy of the file to where the owner says; false: they chose no place. */
  'deliverables.share': command(
    z.object({ deliverableId: deliverableIdSchema, how: z.enum(['copyText', 'saveCopy']) }),
    z.object({ done: z.boolean() }),
  ),
  'deliverables.preview': command(
    z.object({ deliverableId: deliverableIdSchema }),
    z.object({ markdown: z.string(), truncated: z.boolean() }),
  ),
} as const
