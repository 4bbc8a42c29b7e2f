import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { approvalSchema } from '../../../shared/model/approval.ts'
import { readRow } from '../../storage/read-rows.ts'
import type { Cell } from './writer.ts'

export const firingColumns = ['agent', 'agentId', 'trigger', 'dueAt', 'outcome', 'run', 'decidedAt']
const firingSchema = z.object({
  agentId: z.string(),
  trigger: z.string(),
  dueAt: z.number(),
  outcome: z.string(),
  run: z.string().nullable(),
  decidedAt: z.number(),
})

/** Every moment an agent was due by itself, and what came of it. */
export async function* firingRows(db: DatabaseSync, names: Record<string, string>): AsyncGenerator<readonly Cell[]> {
  const rows = db
    .prepare(
      `SELECT agent_id AS agentId, trigger_id AS trigger, due_at AS dueAt, outcome, run_id AS run, decided_at AS decidedAt
       FROM firings ORDER BY due_at, rowid`,
    )
    .iterate()
  for (const raw of rows) {
    const { agentId, trigger, dueAt, outcome, run, decidedAt } = readRow(firingSchema, raw)
    yield [
      ...[names[agentId] ?? agentId, agentId, trigger, new Date(dueAt).toISOString(), outcome, run],
      new Date(decidedAt).toISOString(),
    ]
  }
}

/** Every question a run asked, all of what it was about, and the answer. */
export async function* questionsOf(db: DatabaseSync): AsyncGenerator {
  for (const raw of db.prepare('SELECT body, preview FROM approvals ORDER BY rowid').iterate()) {
    const { body, preview } = readRow(z.object({ body: z.string(), preview: z.string() }), raw)
    yield { ...readRow(approvalSchema, JSON.parse(body)), about: preview }
  }
}
