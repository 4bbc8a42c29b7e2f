import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Agent, agentSchema } from '../../../shared/model/agent.ts'
import type { AgentId, Instant } from '../../../shared/model/brand.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'

export type AgentRepository = {
  /** Agents that were not removed, oldest first. */
  list(): Agent[]
  find(agentId: AgentId): Agent | null
  /** A removed agent too. */
  findRemoved(agentId: AgentId): Agent | null
  save(agent: Agent): void
  /** Keeps the row, so that a removal can be taken back and history keeps its agent. */
  remove(agentId: AgentId, at: Instant): void
  restore(agentId: AgentId): void
  /** True before the first agent was ever made. */
  isUntouched(): boolean
}

const rowSchema = z.object({ body: z.string() })

/** Agents as rows of `companion.db`. */
export function createAgentRepository(db: DatabaseSync): AgentRepository {
  const all = db.prepare('SELECT body FROM agents WHERE removed_at IS NULL ORDER BY rowid')
  const one = db.prepare('SELECT body FROM agents WHERE id = ? AND removed_at IS NULL')
  const removed = db.prepare('SELECT body FROM agents WHERE id = ? AND removed_at IS NOT NULL')
  const upsert = db.prepare(
    'INSERT INTO agents (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  )
  const remove = db.prepare('UPDATE agents SET removed_at = ? WHERE id = ?')
  const restore = db.prepare('UPDATE agents SET removed_at = NULL WHERE id = ?')
  const count = db.prepare('SELECT count(*) AS agents FROM agents')
  const optional = (row: unknown) => {
    const found = readOptionalRow(rowSchema, row)
    return found === null ? null : agentOf(found)
  }
  return {
    list: () => readRows(rowSchema, all.all()).map(agentOf),
    find: (agentId) => optional(one.get(agentId)),
    findRemoved: (agentId) => optional(removed.get(agentId)),
    save(agent) {
      upsert.run(agent.id, JSON.stringify(agent))
    },
    remove(agentId, at) {
      remove.run(at, agentId)
    },
    restore(agentId) {
      restore.run(agentId)
    },
    isUntouched: () => readRow(z.object({ agents: z.number() }), count.get()).agents === 0,
  }
}

function agentOf(row: { body: string }): Agent {
  return readRow(agentSchema, JSON.parse(row.body))
}
