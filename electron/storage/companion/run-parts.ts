import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { RunId } from '../../../shared/model/brand.ts'
import { deliverableSchema, leftOutSchema, type Run } from '../../../shared/model/run.ts'
import { readRow, readRows } from '../read-rows.ts'

/** Things left out beyond this number are only counted. */
export const listedLeftOut = 500

type RunParts = {
  of(runId: RunId): Pick<Run, 'deliverables' | 'leftOut' | 'leftOutMore'>
}

/** The parts of a run's record that have rows of their own. */
export function createRunParts(db: DatabaseSync): RunParts {
  const deliverables = db.prepare('SELECT body FROM deliverables WHERE run_id = ? ORDER BY rowid')
  const leftOut = db.prepare('SELECT body FROM left_out WHERE run_id = ? ORDER BY rowid LIMIT ?')
  const leftOutCount = db.prepare('SELECT count(*) AS count FROM left_out WHERE run_id = ?')
  const bodies = <Schema extends z.ZodType>(schema: Schema, rows: readonly unknown[]) =>
    readRows(z.object({ body: z.string() }), rows).map(({ body }) => readRow(schema, JSON.parse(body)))
  return {
    of(runId) {
      const { count } = readRow(z.object({ count: z.number() }), leftOutCount.get(runId))
      return {
        deliverables: bodies(deliverableSchema, deliverables.all(runId)),
        leftOut: bodies(leftOutSchema, leftOut.all(runId, listedLeftOut)),
        leftOutMore: Math.max(0, count - listedLeftOut),
      }
    },
  }
}
