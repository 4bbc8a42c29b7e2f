import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AgentId, FiringId, TriggerId } from '../../../shared/model/brand.ts'
import {
  type FiringFacts,
  firingFactsSchema,
  type SourceState,
  sourceStateSchema,
} from '../../../shared/model/source.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'

/** How far a source was read, in the form of whoever looks at it. */
export type Cursor = Uint8Array | null

export type SourceRow = { readonly state: SourceState; readonly target: string; readonly cursor: Cursor }

export type SourceRepository = {
  find(agentId: AgentId, triggerId: TriggerId): SourceRow | null
  /** Without the cursors, which can be long. */
  states(): SourceState[]
  save(row: SourceRow): void
  /** The state alone; the cursor stays. */
  note(state: SourceState): void
  forget(agentId: AgentId, triggerId: TriggerId): void
  /** What happened when a trigger fired. Belongs into the transaction of the firing. */
  keepFacts(firingId: FiringId, facts: FiringFacts): void
  factsOf(firingId: FiringId): FiringFacts | null
}

const rowSchema = z.object({ target: z.string(), cursor: z.instanceof(Uint8Array).nullable(), body: z.string() })
const bodySchema = z.object({ body: z.string() })

/** Watched folders, pages, feeds and mailboxes, as rows of `companion.db`. */
export function createSourceRepository(db: DatabaseSync): SourceRepository {
  const find = db.prepare('SELECT target, cursor, body FROM source_states WHERE agent_id = ? AND trigger_id = ?')
  const all = db.prepare('SELECT body FROM source_states')
  const save = db.prepare(
    `INSERT INTO source_states (agent_id, trigger_id, target, cursor, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (agent_id, trigger_id) DO UPDATE
     SET target = excluded.target, cursor = excluded.cursor, body = excluded.body`,
  )
  const note = db.prepare('UPDATE source_states SET body = ? WHERE agent_id = ? AND trigger_id = ?')
  const forget = db.prepare('DELETE FROM source_states WHERE agent_id = ? AND trigger_id = ?')
  const keep = db.prepare('INSERT OR REPLACE INTO firing_facts (firing_id, body) VALUES (?, ?)')
  const facts = db.prepare('SELECT body FROM firing_facts WHERE firing_id = ?')
  return {
    find(agentId, triggerId) {
      const row = readOptionalRow(rowSchema, find.get(agentId, triggerId))
      if (row === null) return null
      return { state: readRow(sourceStateSchema, JSON.parse(row.body)), target: row.target, cursor: row.cursor }
    },
    states: () => readRows(bodySchema, all.all()).map(({ body }) => readRow(sourceStateSchema, JSON.parse(body))),
    save({ state, target, cursor }) {
      save.run(state.agentId, state.triggerId, target, cursor, JSON.stringify(state))
    },
    note(state) {
      note.run(JSON.stringify(state), state.agentId, state.triggerId)
    },
    forget(agentId, triggerId) {
      forget.run(agentId, triggerId)
    },
    keepFacts(firingId, happened) {
      keep.run(firingId, JSON.stringify(happened))
    },
    factsOf(firingId) {
      const row = readOptionalRow(bodySchema, facts.get(firingId))
      return row === null ? null : readRow(firingFactsSchema, JSON.parse(row.body))
    },
  }
}
