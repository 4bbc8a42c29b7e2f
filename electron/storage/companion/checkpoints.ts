import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type RunId, type StepId, stepIdSchema } from '../../../shared/model/brand.ts'
import { readRow, readRows } from '../read-rows.ts'

const checkpointSchema = z.object({ stepId: stepIdSchema, item: z.string(), value: z.json() })
export type StoredCheckpoint = z.infer<typeof checkpointSchema>

export type CheckpointRepository = {
  /** Stores a finished unit of work; true when there was none of that name. A later value takes the place of an earlier one. */
  keep(runId: RunId, checkpoint: StoredCheckpoint): boolean
  /** The finished units of one step, in the order they were first finished. */
  of(runId: RunId, stepId: StepId): StoredCheckpoint[]
}

/** What the steps of live runs have finished, as rows of `companion.db`; they go when the run has ended. */
export function createCheckpointRepository(db: DatabaseSync): CheckpointRepository {
  const insert = db.prepare(
    'INSERT INTO checkpoints (run_id, step_id, item, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const update = db.prepare('UPDATE checkpoints SET value = ? WHERE run_id = ? AND step_id = ? AND item = ?')
  const ofStep = db.prepare('SELECT item, value FROM checkpoints WHERE run_id = ? AND step_id = ? ORDER BY rowid')
  return {
    keep(runId, { stepId, item, value }) {
      const text = JSON.stringify(value)
      if (insert.run(runId, stepId, item, text).changes === 1) return true
      update.run(text, runId, stepId, item)
      return false
    },
    of(runId, stepId) {
      const rows = readRows(z.object({ item: z.string(), value: z.string() }), ofStep.all(runId, stepId))
      return rows.map(({ item, value }) => readRow(checkpointSchema, { stepId, item, value: JSON.parse(value) }))
    },
  }
}
