import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type AgentId, type Instant, instantSchema, type RunId } from '../../../shared/model/brand.ts'
import {
  type KeptResult,
  keptResultSchema,
  type ShownResult,
  shownResultSchema,
} from '../../../shared/model/shown-result.ts'
import { readRows } from '../read-rows.ts'

/** What can be seen of the results of steps, of the newest runs of each agent. */
export const shownResultTables = `
CREATE TABLE shown_results (
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_results_by_agent ON shown_results (agent_id, at);
`

/** Older ones are let go of, so that the file stays small. */
const mostPerAgent = 400
/** What one result may take, as JSON; of a wider one fewer things are kept. */
const mostCharacters = 64_000

export type ShownResultRepository = {
  /** Keeps what is seen of a step's result; the newest of a step of a run counts. */
  keep(runId: RunId, agentId: AgentId, result: ShownResult, at: Instant): void
  ofRun(runId: RunId): KeptResult[]
  /** The newest of every step of an agent, whichever run it is of. */
  newestOf(agentId: AgentId): KeptResult[]
  /** Lets go of what is of agents that were removed. */
  sweep(): void
}

/** What can be seen of results, as rows of `companion.db`. */
export function createShownResultRepository(db: DatabaseSync): ShownResultRepository {
  const put = db.prepare(
    `INSERT INTO shown_results (run_id, step_id, agent_id, at, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (run_id, step_id) DO UPDATE SET at = excluded.at, body = excluded.body`,
  )
  const prune = db.prepare(
    `DELETE FROM shown_results WHERE agent_id = ?1 AND at < (
       SELECT at FROM shown_results WHERE agent_id = ?1 ORDER BY at DESC LIMIT 1 OFFSET ${mostPerAgent - 1}
     )`,
  )
  const ofRun = db.prepare('SELECT at, body FROM shown_results WHERE run_id = ? ORDER BY at')
  const newest = db.prepare(
    `SELECT max(at) AS at, body FROM shown_results WHERE agent_id = ? GROUP BY step_id ORDER BY at`,
  )
  return {
    keep(runId, agentId, result, at) {
      put.run(runId, result.stepId, agentId, at, bounded(result))
      prune.run(agentId)
    },
    ofRun: (runId) => read(ofRun.all(runId)),
    newestOf: (agentId) => read(newest.all(agentId)),
    sweep: () =>
      db.exec('DELETE FROM shown_results WHERE agent_id NOT IN (SELECT id FROM agents WHERE removed_at IS NULL)'),
  }
}

const rowSchema = z.object({ at: instantSchema, body: z.string() })

/** The count of things stays, so that it is seen that there were more. */
function bounded(result: ShownResult): string {
  for (let count = result.rows.length; ; count = Math.floor(count / 2)) {
    const body = JSON.stringify({ ...result, rows: result.rows.slice(0, count) })
    if (body.length <= mostCharacters || count === 0) return body
  }
}

function read(rows: readonly unknown[]): KeptResult[] {
  return readRows(rowSchema, rows).map(({ at, body }) =>
    keptResultSchema.parse({ ...shownResultSchema.parse(JSON.parse(body)), at }),
  )
}
