import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type RunMark, runMarkSchema } from '../../../shared/contract/commands/schedule.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import { runStateSchema } from '../../../shared/model/run.ts'
import { spentSchema } from '../../../shared/model/usage.ts'
import { readRow, readRows } from '../read-rows.ts'

export type WeekRows = {
  /** Runs made from `from` on and before `to`, the oldest first, and how many there are beyond the limit. */
  runs(from: Instant, to: Instant, limit: number): { runs: RunMark[]; more: number }
}

const rowSchema = runMarkSchema.omit({ state: true, spent: true }).extend({ state: z.string(), spent: z.string() })

/** What a calendar needs of runs, without reading the whole of each. */
export function createWeekRows(db: DatabaseSync): WeekRows {
  const marks = db.prepare(
    `SELECT id AS runId, agent_id AS agentId, json_extract(body, '$.agentName') AS agentName,
       coalesce(json_extract(body, '$.startedAt'), created_at) AS at, json_extract(body, '$.endedAt') AS endedAt,
       json_extract(body, '$.state') AS state, json_extract(body, '$.usage.spent') AS spent
     FROM runs WHERE created_at >= ? AND created_at < ? ORDER BY created_at LIMIT ?`,
  )
  const count = db.prepare('SELECT count(*) AS count FROM runs WHERE created_at >= ? AND created_at < ?')
  return {
    runs(from, to, limit) {
      const runs = readRows(rowSchema, marks.all(from, to, limit)).map(
        (row): RunMark => ({
          ...row,
          state: readRow(runStateSchema, JSON.parse(row.state)),
          spent: readRow(z.array(spentSchema), JSON.parse(row.spent)),
        }),
      )
      const all =
        runs.length < limit ? runs.length : readRow(z.object({ count: z.number() }), count.get(from, to)).count
      return { runs, more: all - runs.length }
    },
  }
}
