import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AgentId, StandingYesId } from '../../../shared/model/brand.ts'
import { type StandingYes, standingYesSchema } from '../../../shared/model/standing-yes.ts'
import { readRow, readRows } from '../read-rows.ts'

export type StandingYesRepository = {
  /** Keeps a yes; one that covers the same is not kept twice. */
  add(yes: StandingYes): void
  /** The newest first. */
  of(agentId: AgentId): StandingYes[]
  remove(id: StandingYesId): void
}

const rowSchema = z.object({ id: z.string(), agent_id: z.string(), covers: z.string(), given_at: z.number() })

/** What the owner agreed to once and for all, as rows of `companion.db`. */
export function createStandingYesRepository(db: DatabaseSync): StandingYesRepository {
  const insert = db.prepare(
    `INSERT INTO standing_yeses (id, agent_id, covers, given_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (agent_id, covers) DO NOTHING`,
  )
  const ofAgent = db.prepare('SELECT * FROM standing_yeses WHERE agent_id = ? ORDER BY given_at DESC, rowid DESC')
  const remove = db.prepare('DELETE FROM standing_yeses WHERE id = ?')
  return {
    add({ id, agentId, covers, givenAt }) {
      insert.run(id, agentId, JSON.stringify(covers), givenAt)
    },
    of: (agentId) =>
      readRows(rowSchema, ofAgent.all(agentId)).map(({ id, agent_id, covers, given_at }) =>
        readRow(standingYesSchema, { id, agentId: agent_id, covers: JSON.parse(covers), givenAt: given_at }),
      ),
    remove(id) {
      remove.run(id)
    },
  }
}
