import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type AgentId, type Instant, type RunId, type StepId, stepIdSchema } from '../../../shared/model/brand.ts'
import {
  type FileChange,
  fileChangeKindSchema,
  fileChangeSchema,
  formerContentSchema,
} from '../../../shared/model/file-change.ts'
import { readOptionalRow, readRows } from '../read-rows.ts'

const actRowSchema = z.object({
  step_id: stepIdSchema,
  item: z.string(),
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  done_at: z.number().nullable(),
  change: fileChangeKindSchema,
  from_path: z.string().nullable(),
  before: z.string().nullable(),
  undone: z.string().nullable(),
})

/** What it takes to take an act back. */
export const actChangeColumns = `
ALTER TABLE acts ADD COLUMN change TEXT NOT NULL DEFAULT 'create';
ALTER TABLE acts ADD COLUMN from_path TEXT;
-- JSON of what lay there before; NULL for a file that was new.
ALTER TABLE acts ADD COLUMN before TEXT;
-- JSON of how taking it back ended; NULL while nobody has tried.
ALTER TABLE acts ADD COLUMN undone TEXT;
`

/** An act on the owner's files, as it is journaled before and after it is done. */
export type Act = {
  stepId: StepId
  item: string
  path: string
  sha256: string
  bytes: number
  change?: FileChange['change'] | undefined
  from?: string | null | undefined
  before?: FormerContent | null | undefined
}
export type FormerContent = z.infer<typeof formerContentSchema>
/** An act on record. */
export type KeptAct = Required<Act> & { done: boolean; undone: FileChange['undone'] }

export type ActRepository = {
  /**
   * Stores the intent, before anything is touched. The answer is what holds: the place of the first try, and whether the act is
   * known to be done.
   */
  begin(runId: RunId, act: Act, at: Instant): { path: string; done: boolean }
  /** Stores that the act is done; false when it was never begun. */
  end(runId: RunId, act: { stepId: StepId; item: string }, at: Instant): boolean
  /** In the order they were begun. */
  of(runId: RunId): KeptAct[]
  /** Keeps how taking an act back ended. */
  undone(runId: RunId, act: { stepId: StepId; item: string }, undone: NonNullable<FileChange['undone']>): void
  /** The copies that are still needed: of acts that were not taken back. */
  keptCopies(): string[]
  /** Every place an agent's runs made a file at or were about to, the newest first and at most `rememberedPlaces`. */
  placesOf(agentId: AgentId): string[]
}

export const rememberedPlaces = 10_000

/** The journal of acts, as rows of `companion.db`. */
export function createActRepository(db: DatabaseSync): ActRepository {
  const columns = 'SELECT step_id, item, path, sha256, bytes, done_at, change, from_path, before, undone FROM acts'
  const one = db.prepare(`${columns} WHERE run_id = ? AND step_id = ? AND item = ?`)
  const all = db.prepare(`${columns} WHERE run_id = ? ORDER BY begun_at, step_id, item`)
  const insert = db.prepare(
    `INSERT INTO acts (run_id, step_id, item, path, sha256, bytes, begun_at, change, from_path, before)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const again = db.prepare('UPDATE acts SET sha256 = ?, bytes = ? WHERE run_id = ? AND step_id = ? AND item = ?')
  const end = db.prepare('UPDATE acts SET done_at = coalesce(done_at, ?) WHERE run_id = ? AND step_id = ? AND item = ?')
  const takeBack = db.prepare('UPDATE acts SET undone = ? WHERE run_id = ? AND step_id = ? AND item = ?')
  const copies = db.prepare(
    `SELECT DISTINCT json_extract(before, '$.sha256') AS sha256 FROM acts WHERE before IS NOT NULL AND undone IS NULL`,
  )
  const places = db.prepare(
    `SELECT DISTINCT path FROM acts JOIN runs ON runs.id = acts.run_id
     WHERE runs.agent_id = ? AND acts.change = 'create' ORDER BY runs.created_at DESC LIMIT ?`,
  )
  return {
    begin(runId, act, at) {
      const { stepId, item, path, sha256, bytes, change = 'create', from = null, before = null } = act
      const known = readOptionalRow(actRowSchema, one.get(runId, stepId, item))
      if (known === null) {
        insert.run(
          runId,
          stepId,
          item,
          path,
          sha256,
          bytes,
          at,
          change,
          from,
          before === null ? null : JSON.stringify(before),
        )
        return { path, done: false }
      }
      const done = known.done_at !== null
      if (!done) again.run(sha256, bytes, runId, stepId, item)
      return { path: known.path, done }
    },
    end: (runId, { stepId, item }, at) => end.run(at, runId, stepId, item).changes === 1,
    of: (runId) =>
      readRows(actRowSchema, all.all(runId)).map(({ step_id, done_at, from_path, before, undone, ...act }) => ({
        ...act,
        stepId: step_id,
        done: done_at !== null,
        from: from_path,
        before: before === null ? null : formerContentSchema.parse(JSON.parse(before)),
        undone: undone === null ? null : fileChangeSchema.shape.undone.parse(JSON.parse(undone)),
      })),
    undone(runId, { stepId, item }, undone) {
      takeBack.run(JSON.stringify(undone), runId, stepId, item)
    },
    keptCopies: () => readRows(z.object({ sha256: z.string() }), copies.all()).map(({ sha256 }) => sha256),
    placesOf: (agentId) =>
      readRows(z.object({ path: z.string() }), places.all(agentId, rememberedPlaces)).map(({ path }) => path),
  }
}
