import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import { readRows } from '../read-rows.ts'

/**
 * The newest runs in which all these words stand: in their agent's name, in the titles and the text of what they made, in what
 * their steps gave, or in what they left out or why. Capitals do not matter in Latin letters without accents. Reads every run, so it is
 * for a process that may take its time.
 */
export function findRuns(db: DatabaseSync, words: readonly string[], limit: number): RunId[] {
  // One text for each run, so that words may stand in different parts of it.
  const condition = words.map(() => `whole LIKE ? ESCAPE '\\'`).join(' AND ')
  const rows = db
    .prepare(
      `SELECT id FROM (
         SELECT id, created_at,
           coalesce(json_extract(body, '$.agentName'), '')
           || char(10) || coalesce(json_extract(body, '$.state.error.params'), '')
           || char(10) || coalesce((SELECT group_concat(json_extract(made.body, '$.title') || char(10)
                || json_extract(made.body, '$.path') || char(10) || coalesce(made.preview, ''), char(10)) FROM deliverables made WHERE made.run_id = runs.id), '')
           || char(10) || coalesce((SELECT group_concat(gave.body, char(10)) FROM shown_results gave WHERE gave.run_id = runs.id), '')
           || char(10) || coalesce((SELECT group_concat(left_out.item, char(10)) FROM left_out WHERE left_out.run_id = runs.id), '')
           AS whole
         FROM runs
       ) WHERE ${condition} ORDER BY created_at DESC LIMIT ?`,
    )
    .all(...words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`), limit)
  return readRows(z.object({ id: runIdSchema }), rows).map(({ id }) => id)
}
