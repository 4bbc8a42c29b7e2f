import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AgentId, RunId } from '../../../shared/model/brand.ts'
import { readRows } from '../read-rows.ts'

/** What an agent has worked on, by source: a folder, a feed, a mailbox. */
export const seenItemTables = `
CREATE TABLE seen_items (
  agent_id TEXT NOT NULL,
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  -- Of what it held then; another one means that it is new again.
  version TEXT NOT NULL,
  PRIMARY KEY (agent_id, source, item)
) STRICT, WITHOUT ROWID;
-- Of runs that have not ended yet: it counts once they have succeeded.
CREATE TABLE seen_by_runs (
  run_id TEXT NOT NULL REFERENCES runs (id),
  agent_id TEXT NOT NULL,
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (run_id, source, item)
) STRICT, WITHOUT ROWID;
`

const itemSchema = z.object({ item: z.string(), version: z.string() })
export type SeenItem = z.infer<typeof itemSchema>

export type SeenItemRepository = {
  /** What earlier runs of the agent that succeeded have seen of a source. */
  of(agentId: AgentId, source: string): SeenItem[]
  /** Keeps what a run has seen; it counts for later runs once this one has succeeded. */
  note(runId: RunId, agentId: AgentId, source: string, items: readonly SeenItem[]): void
  /** The run has ended: what it saw counts from now on, or is forgotten, so that the next run sees it again. */
  settle(runId: RunId, succeeded: boolean): void
  /** The same for every run that ended while nobody could tell. */
  settleEnded(): void
}

/** The memory of what was seen, as rows of `companion.db`. */
export function createSeenItemRepository(db: DatabaseSync): SeenItemRepository {
  const find = db.prepare('SELECT item, version FROM seen_items WHERE agent_id = ? AND source = ?')
  const note = db.prepare(
    `INSERT INTO seen_by_runs (run_id, agent_id, source, item, version) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (run_id, source, item) DO UPDATE SET version = excluded.version`,
  )
  const keep = db.prepare(
    `INSERT INTO seen_items (agent_id, source, item, version)
     SELECT agent_id, source, item, version FROM seen_by_runs WHERE run_id = ?
     ON CONFLICT (agent_id, source, item) DO UPDATE SET version = excluded.version`,
  )
  const forget = db.prepare('DELETE FROM seen_by_runs WHERE run_id = ?')
  const ended = db.prepare(
    `SELECT DISTINCT runs.id AS id, json_extract(runs.body, '$.state.name') = 'succeeded' AS succeeded
     FROM seen_by_runs JOIN runs ON runs.id = seen_by_runs.run_id WHERE runs.plan IS NULL`,
  )
  const settle = (runId: string, succeeded: boolean) => {
    if (succeeded) keep.run(runId)
    forget.run(runId)
  }
  return {
    of: (agentId, source) => readRows(itemSchema, find.all(agentId, source)),
    note(runId, agentId, source, items) {
      for (const { item, version } of items) note.run(runId, agentId, source, item, version)
    },
    settle,
    settleEnded() {
      const rows = readRows(z.object({ id: z.string(), succeeded: z.number() }), ended.all())
      for (const { id, succeeded } of rows) settle(id, succeeded === 1)
    },
  }
}
