import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { agentSchema } from '../../../shared/model/agent.ts'
import {
  type AgentId,
  type Instant,
  instantSchema,
  type RunId,
  runIdSchema,
  zoneSchema,
} from '../../../shared/model/brand.ts'
import { fallbacksSchema, modelChoiceSchema } from '../../../shared/model/policy.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import {
  hasEnded,
  type Run,
  type RunCause,
  type RunChange,
  runChangeSchema,
  runSchema,
} from '../../../shared/model/run.ts'
import { languageSchema } from '../../../shared/model/settings.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { judged } from '../../../shared/rules/forecast/forecast-error.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'
import { withoutWaiting } from '../flushed-writes.ts'
import { inTransaction } from '../transaction.ts'
import { createRunParts } from './run-parts.ts'

/** What a run does, as it was when the run was created: edits made meanwhile hold from the next run on. */
export const runPlanSchema = z.object({
  agent: agentSchema,
  model: z.object({
    reference: modelReferenceSchema,
    label: z.string().max(300),
    /** What fits into it and into every one that may stand in for it. */
    contextTokens: z.number().int().positive(),
    practice: z.boolean(),
    /** As it was when the run was created, to tell what an answer that is not asked for again would have cost. */
    price: priceSchema.nullable().optional(),
    fallbacks: fallbacksSchema.default([]),
    choice: modelChoiceSchema.nullable().default(null),
  }),
  language: languageSchema,
  zone: zoneSchema,
})
export type RunPlan = z.infer<typeof runPlanSchema>

export type RunRepository = {
  /** Adds a new run and its first change of state. */
  add(run: Run, plan: RunPlan, cause: RunCause): void
  /** Stores how far runs are, in one go; their states must not have changed. A power cut may lose it. */
  save(runs: readonly Run[]): void
  /**
   * Stores a run together with a change of its state. With an end its plan and checkpoints go; `settled` says whether its usage
   * is final.
   */
  change(run: Run, change: { at: Instant; cause: RunCause; settled: boolean }): void
  /** Stores what an ended run cost in the end. */
  settle(runId: RunId, usage: UsageTotals): void
  find(runId: RunId): Run | null
  planOf(runId: RunId): RunPlan | null
  changesOf(runId: RunId): RunChange[]
  /** Runs that have not ended, in the order they were created. */
  live(): Run[]
  /** Ended runs whose final usage is not stored yet. */
  unsettled(): RunId[]
  /** The newest first. A page is never cut between two runs of the same millisecond, so it may be longer than the limit. */
  list(page: { before: Instant | null; agentId: AgentId | null; limit: number }): { runs: Run[]; more: boolean }
}

const bodySchema = runSchema.omit({ deliverables: true, leftOut: true, leftOutMore: true })
const rowSchema = z.object({ body: z.string() })

/** Runs as rows of `companion.db`. */
export function createRunRepository(db: DatabaseSync): RunRepository {
  const parts = createRunParts(db)
  const insert = db.prepare(
    'INSERT INTO runs (id, agent_id, created_at, body, plan, settled) VALUES (?, ?, ?, ?, ?, 0)',
  )
  const update = db.prepare('UPDATE runs SET body = ? WHERE id = ?')
  const close = db.prepare('UPDATE runs SET body = ?, plan = NULL, settled = ? WHERE id = ?')
  const settle = db.prepare('UPDATE runs SET body = ?, settled = 1 WHERE id = ?')
  const dropCheckpoints = db.prepare('DELETE FROM checkpoints WHERE run_id = ?')
  const addChange = db.prepare(
    `INSERT INTO run_changes (run_id, position, at, state, cause)
     VALUES (?, (SELECT count(*) FROM run_changes WHERE run_id = ?), ?, ?, ?)`,
  )
  const one = db.prepare('SELECT body FROM runs WHERE id = ?')
  const plan = db.prepare('SELECT plan FROM runs WHERE id = ?')
  const changes = db.prepare('SELECT at, state, cause FROM run_changes WHERE run_id = ? ORDER BY position')
  const live = db.prepare('SELECT body FROM runs WHERE plan IS NOT NULL ORDER BY rowid')
  const unsettled = db.prepare('SELECT id FROM runs WHERE plan IS NULL AND settled = 0')
  const listed = createListing(db)

  const bodyOf = (run: Run) => JSON.stringify(bodySchema.parse(run))
  const runOf = ({ body }: z.infer<typeof rowSchema>): Run => {
    const run = readRow(bodySchema, JSON.parse(body))
    return { ...run, ...parts.of(run.id) }
  }
  const find = (runId: RunId) => {
    const row = readOptionalRow(rowSchema, one.get(runId))
    return row === null ? null : runOf(row)
  }
  const recordState = (run: Run, at: Instant, cause: RunCause) =>
    addChange.run(run.id, run.id, at, JSON.stringify(run.state), cause)

  return {
    add(run, runPlan, cause) {
      inTransaction(db, () => {
        insert.run(run.id, run.agentId, run.createdAt, bodyOf(run), JSON.stringify(runPlan))
        recordState(run, run.createdAt, cause)
      })
    },
    save(runs) {
      withoutWaiting(db, () =>
        inTransaction(db, () => {
          for (const run of runs) update.run(bodyOf(run), run.id)
        }),
      )
    },
    change(run, { at, cause, settled }) {
      inTransaction(db, () => {
        if (hasEnded(run.state)) {
          close.run(bodyOf(run), settled ? 1 : 0, run.id)
          dropCheckpoints.run(run.id)
        } else {
          update.run(bodyOf(run), run.id)
        }
        recordState(run, at, cause)
      })
    },
    settle(runId, usage) {
      const run = find(runId)
      if (run !== null) settle.run(bodyOf(judged({ ...run, usage })), runId)
    },
    find,
    planOf(runId) {
      const row = readOptionalRow(z.object({ plan: z.string().nullable() }), plan.get(runId))
      return row === null || row.plan === null ? null : readRow(runPlanSchema, JSON.parse(row.plan))
    },
    changesOf(runId) {
      const rows = readRows(z.object({ at: z.number(), state: z.string(), cause: z.string() }), changes.all(runId))
      return rows.map(({ at, state, cause }) => readRow(runChangeSchema, { at, state: JSON.parse(state), cause }))
    },
    live: () => readRows(rowSchema, live.all()).map(runOf),
    unsettled: () => readRows(z.object({ id: runIdSchema }), unsettled.all()).map(({ id }) => id),
    list({ before, agentId, limit }) {
      const page = listed(before ?? instantSchema.parse(8.64e15), agentId, limit)
      return { runs: page.rows.map(runOf), more: page.more }
    },
  }
}

const listedRowSchema = z.object({ body: z.string(), created_at: instantSchema })
type ListedRow = z.infer<typeof listedRowSchema>

function createListing(db: DatabaseSync) {
  const columns = 'SELECT body, created_at FROM runs'
  const order = 'ORDER BY created_at DESC, rowid DESC'
  const all = db.prepare(`${columns} WHERE created_at < ? ${order} LIMIT ?`)
  const ofAgent = db.prepare(`${columns} WHERE agent_id = ? AND created_at < ? ${order} LIMIT ?`)
  const allAt = db.prepare(`${columns} WHERE created_at = ? ${order}`)
  const ofAgentAt = db.prepare(`${columns} WHERE agent_id = ? AND created_at = ? ${order}`)
  const read = (rows: readonly unknown[]) => readRows(listedRowSchema, rows)
  const older = (before: Instant, agentId: AgentId | null, limit: number) =>
    read(agentId === null ? all.all(before, limit) : ofAgent.all(agentId, before, limit))
  const at = (moment: Instant, agentId: AgentId | null) =>
    read(agentId === null ? allAt.all(moment) : ofAgentAt.all(agentId, moment))

  return (before: Instant, agentId: AgentId | null, limit: number): { rows: ListedRow[]; more: boolean } => {
    const rows = older(before, agentId, limit)
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) return { rows, more: false }
    const whole = [...rows.filter((row) => row.created_at > last.created_at), ...at(last.created_at, agentId)]
    return { rows: whole, more: older(last.created_at, agentId, 1).length > 0 }
  }
}
