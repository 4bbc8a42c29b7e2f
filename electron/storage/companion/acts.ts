import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type AgentId, type Instant, type RunId, type StepId, stepIdSchema } from '../../../shared/model/brand.ts'
import { readOptionalRow, readRows } from '../read-rows.ts'

const actRowSchema = z.object({
  step_id: stepIdSchema,
  item: z.string(),
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  done_at: z.number().nullable(),
})

/** An act on the owner's files, as it is journaled before and after it is done. */
export type Act = { stepId: StepId; item: string; path: string; sha256: string; bytes: number }

export type ActRepository = {
  /**
   * Stores the intent, before anything is touched. The answer is what holds: the place of the first try, and whether the act is
   * known to be done.
   */
  begin(runId: RunId, act: Act, at: Instant): { path: string; done: boolean }
  /** Stores that the act is done; false when it was never begun. */
  end(runId: RunId, act: { stepId: StepId; item: string }, at: Instant): boolean
  of(runId: RunId): (Act & { done: boolean })[]
  /** Every place an agent's runs wrote to or were about to, the newest first and at most `rememberedPlaces`. */
  placesOf(agentId: AgentId): string[]
}

export const rememberedPlaces = 10_000

/** The journal of acts, as rows of `companion.db`. */
export function createActRepository(db: DatabaseSync): ActRepository {
  const columns = 'SELECT step_id, item, path, sha256, bytes, done_at FROM acts'
  const one = db.prepare(`${columns} WHERE run_id = ? AND step_id = ? AND item = ?`)
  const all = db.prepare(`${columns} WHERE run_id = ? ORDER BY begun_at, step_id, item`)
  const insert = db.prepare(
    'INSERT INTO acts (run_id, step_id, item, path, sha256, bytes, begun_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const again = db.prepare('UPDATE acts SET sha256 = ?, bytes = ? WHERE run_id = ? AND step_id = ? AND item = ?')
  const end = db.prepare('UPDATE acts SET done_at = coalesce(done_at, ?) WHERE run_id = ? AND step_id = ? AND item = ?')
  const places = db.prepare(
    `SELECT DISTINCT path FROM acts JOIN runs ON runs.id = acts.run_id
     WHERE runs.agent_id = ? ORDER BY runs.created_at DESC LIMIT ?`,
  )
  return {
    begin(runId, act, at) {
      const { stepId, item, path, sha256, bytes } = act
      const known = readOptionalRow(actRowSchema, one.get(runId, stepId, item))
      if (known === null) {
        insert.run(runId, stepId, item, path, sha256, bytes, at)
        return { path, done: false }
      }
      const done = known.done_at !== null
      if (!done) again.run(sha256, bytes, runId, stepId, item)
      return { path: known.path, done }
    },
    end: (runId, { stepId, item }, at) => end.run(at, runId, stepId, item).changes === 1,
    of: (runId) =>
      readRows(actRowSchema, all.all(runId)).map(({ step_id, done_at, ...act }) => ({
        ...act,
        stepId: step_id,
        done: done_at !== null,
      })),
    placesOf: (agentId) =>
      readRows(z.object({ path: z.string() }), places.all(agentId, rememberedPlaces)).map(({ path }) => path),
  }
}
