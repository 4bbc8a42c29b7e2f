import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { appErrorSchema } from '../../../shared/contract/errors.ts'
import {
  type AgentId,
  agentIdSchema,
  firingIdSchema,
  type Instant,
  instantSchema,
  type TriggerId,
  triggerIdSchema,
} from '../../../shared/model/brand.ts'
import { type Firing, firingSchema, type Upcoming, upcomingSchema } from '../../../shared/model/firing.ts'
import { type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'
import { inTransaction } from '../transaction.ts'

/** A trigger that is armed: since when it is as it is, its next moment, and what the clock said when that was computed. */
export type ArmedTrigger = {
  readonly agentId: AgentId
  readonly trigger: Trigger
  readonly armedAt: Instant
  readonly nextDue: Instant | null
  readonly computedAt: Instant
}

export type FiringRepository = {
  /** The definitions, as JSON, of what is armed for an agent, by trigger. */
  armedOf(agentId: AgentId): ReadonlyMap<TriggerId, string>
  /** Agents, removed ones too, that were written since their triggers were armed. */
  unarranged(limit: number): AgentId[]
  /** The triggers of an agent are armed as it has them. */
  arranged(agentId: AgentId): void
  find(agentId: AgentId, triggerId: TriggerId): ArmedTrigger | null
  arm(armed: ArmedTrigger): void
  /**
   * Records firings and the trigger's next moment together, and returns those that count: a moment is answered once, except
   * that one written off as missed may still be answered when the clock turns out to have been ahead. `keep` stores what belongs to
   * them in the same transaction.
   */
  decide(firings: readonly Firing[], armed: ArmedTrigger, keep?: (counted: readonly Firing[]) => void): Firing[]
  disarm(agentId: AgentId, triggerId: TriggerId): void
  /** Stores what `work` arms and disarms at once, which is far quicker than one by one. */
  together<Result>(work: () => Result): Result
  /** Triggers whose moment has come, the earliest first. */
  dueBy(now: Instant, limit: number): ArmedTrigger[]
  /** Triggers computed when the clock showed a later time than now: it was turned back. */
  computedAfter(now: Instant, limit: number): ArmedTrigger[]
  earliestDue(): Instant | null
  /** The next moment of each agent, the earliest first. */
  upcoming(limit: number): Upcoming[]

  /** True when that moment was answered in any way but written off as missed. */
  isAnswered(agentId: AgentId, triggerId: TriggerId, dueAt: Instant): boolean
  settle(firing: Pick<Firing, 'id' | 'outcome' | 'runId' | 'error'>): void
  /** The first of each agent's firings that are to run and have no run yet; of several what is on time goes first. */
  toStart(): Firing[]
  /** How many of an agent's firings are to run and have no run yet. */
  waitingOf(agentId: AgentId): number
  /** Notes the run that made up for the times missed in a row before the one it answers. */
  madeUp(firing: Pick<Firing, 'agentId' | 'triggerId' | 'dueAt' | 'runId'>): void
  /** The newest firings that did not run on time. */
  notOnTime(limit: number): Firing[]
  /** Those due from `from` on and before `to`, the earliest first; at most 500. */
  notOnTimeBetween(from: Instant, to: Instant): Firing[]
}

const armedRowSchema = z.object({
  agent_id: agentIdSchema,
  definition: z.string(),
  armed_at: instantSchema,
  next_due: instantSchema.nullable(),
  computed_at: instantSchema,
})
const definitionRowSchema = z.object({ trigger_id: triggerIdSchema, definition: z.string() })
const firingRowSchema = z.object({
  id: z.string(),
  agent_id: z.string(),
  trigger_id: z.string(),
  due_at: z.number(),
  outcome: z.string(),
  run_id: z.string().nullable(),
  error: z.string().nullable(),
  decided_at: z.number(),
  moved_from: z.number().nullable(),
  cause: z.string().nullable(),
})
// Made once: a schema that is made at every look costs more than the look.
const addedRowSchema = z.object({ id: firingIdSchema })
const agentRowSchema = z.object({ id: agentIdSchema })
const dueRowSchema = z.object({ due: instantSchema.nullable() })
const countRowSchema = z.object({ count: z.number() })
const armedColumns = 'agent_id, definition, armed_at, next_due, computed_at'
/** Outcomes of times that may still be answered when it turns out that the clock had been ahead. */
const writtenOff = "'missed', 'tooOld', 'tooMany'"
/** Further than any two moments are apart. */
const farAway = 4_000_000_000_000_000

/** Armed triggers and what came of their moments, as rows of `companion.db`. */
export function createFiringRepository(db: DatabaseSync): FiringRepository {
  const armedOf = db.prepare('SELECT trigger_id, definition FROM triggers WHERE agent_id = ?')
  const unarranged = db.prepare('SELECT agent_id AS id FROM agents_to_arrange LIMIT ?')
  const arranged = db.prepare('DELETE FROM agents_to_arrange WHERE agent_id = ?')
  const one = db.prepare(`SELECT ${armedColumns} FROM triggers WHERE agent_id = ? AND trigger_id = ?`)
  const arm = db.prepare(
    `INSERT INTO triggers (agent_id, trigger_id, definition, armed_at, next_due, computed_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (agent_id, trigger_id) DO UPDATE
     SET definition = excluded.definition, armed_at = excluded.armed_at,
         next_due = excluded.next_due, computed_at = excluded.computed_at`,
  )
  const disarm = db.prepare('DELETE FROM triggers WHERE agent_id = ? AND trigger_id = ?')
  const dueBy = db.prepare(`SELECT ${armedColumns} FROM triggers WHERE next_due <= ? ORDER BY next_due LIMIT ?`)
  const computedAfter = db.prepare(`SELECT ${armedColumns} FROM triggers WHERE computed_at > ? LIMIT ?`)
  const earliest = db.prepare('SELECT min(next_due) AS due FROM triggers')
  // With min() SQLite takes the other columns from the row the minimum is in: https://www.sqlite.org/lang_select.html#bareagg
  const upcoming = db.prepare(
    `SELECT agent_id AS agentId, trigger_id AS triggerId, min(next_due) AS dueAt FROM triggers
     WHERE next_due IS NOT NULL GROUP BY agent_id ORDER BY dueAt LIMIT ?`,
  )
  const add = db.prepare(
    `INSERT INTO firings (id, agent_id, trigger_id, due_at, moved_from, outcome, cause, run_id, error, decided_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agent_id, trigger_id, due_at) DO UPDATE
     SET outcome = excluded.outcome, cause = excluded.cause, run_id = NULL, decided_at = excluded.decided_at
     WHERE firings.outcome IN (${writtenOff}) AND excluded.outcome NOT IN (${writtenOff}) RETURNING id`,
  )
  const answered = db.prepare(
    `SELECT 1 FROM firings WHERE agent_id = ? AND trigger_id = ? AND due_at = ?
     AND outcome NOT IN (${writtenOff})`,
  )
  const settle = db.prepare('UPDATE firings SET outcome = ?, run_id = ?, error = ? WHERE id = ?')
  const isToStart = `run_id IS NULL AND outcome IN ('ran', 'ranLate', 'waited')`
  // With min() SQLite takes the other columns from the row the minimum is in, as above.
  const toStart = db.prepare(
    `SELECT *, min(due_at + CASE outcome WHEN 'ran' THEN 0 ELSE ${farAway} END) AS place FROM firings
     WHERE ${isToStart} GROUP BY agent_id ORDER BY due_at`,
  )
  const waitingOf = db.prepare(`SELECT count(*) AS count FROM firings WHERE agent_id = ? AND ${isToStart}`)
  const madeUp = db.prepare(
    `UPDATE firings SET run_id = :run WHERE agent_id = :agent AND trigger_id = :trigger AND outcome = 'missed'
     AND run_id IS NULL AND due_at < :due AND due_at > coalesce((SELECT max(due_at) FROM firings
       WHERE agent_id = :agent AND trigger_id = :trigger AND due_at < :due AND outcome NOT IN (${writtenOff})), 0)`,
  )
  const notOnTime = db.prepare(`SELECT * FROM firings WHERE outcome <> 'ran' ORDER BY due_at DESC LIMIT ?`)
  const notOnTimeBetween = db.prepare(
    `SELECT * FROM firings WHERE outcome <> 'ran' AND due_at >= ? AND due_at < ? ORDER BY due_at LIMIT 500`,
  )
  const armOne = ({ agentId, trigger, armedAt, nextDue, computedAt }: ArmedTrigger) => {
    arm.run(agentId, trigger.id, JSON.stringify(trigger), armedAt, nextDue, computedAt)
  }
  const addOne = (firing: Firing): Firing[] => {
    const { id, agentId, triggerId, dueAt, movedFrom, outcome, cause, runId, error, decidedAt } = firing
    const values = [id, agentId, triggerId, dueAt, movedFrom, outcome, cause, runId, errorText(error), decidedAt]
    const row = add.get(...values)
    const added = readOptionalRow(addedRowSchema, row)
    return added === null ? [] : [{ ...firing, id: added.id }]
  }
  const readArmed = (rows: readonly unknown[]) => readRows(armedRowSchema, rows).map(armedFrom)
  return {
    armedOf(agentId) {
      const rows = readRows(definitionRowSchema, armedOf.all(agentId))
      return new Map(rows.map(({ trigger_id, definition }) => [trigger_id, definition]))
    },
    unarranged: (limit) => readRows(agentRowSchema, unarranged.all(limit)).map(({ id }) => id),
    arranged(agentId) {
      arranged.run(agentId)
    },
    find(agentId, triggerId) {
      const row = readOptionalRow(armedRowSchema, one.get(agentId, triggerId))
      return row === null ? null : armedFrom(row)
    },
    arm: armOne,
    decide: (firings, armed, keep) =>
      inTransaction(db, () => {
        armOne(armed)
        const counted = firings.flatMap(addOne)
        keep?.(counted)
        return counted
      }),
    disarm(agentId, triggerId) {
      disarm.run(agentId, triggerId)
    },
    together: (work) => inTransaction(db, work),
    dueBy: (now, limit) => readArmed(dueBy.all(now, limit)),
    computedAfter: (now, limit) => readArmed(computedAfter.all(now, limit)),
    earliestDue: () => readRow(dueRowSchema, earliest.get()).due,
    upcoming: (limit) => readRows(upcomingSchema, upcoming.all(limit)),
    isAnswered: (agentId, triggerId, dueAt) => answered.get(agentId, triggerId, dueAt) !== undefined,
    settle({ id, outcome, runId, error }) {
      settle.run(outcome, runId, errorText(error), id)
    },
    toStart: () => readRows(firingRowSchema, toStart.all()).map(firingFrom),
    waitingOf: (agentId) => readRow(countRowSchema, waitingOf.get(agentId)).count,
    madeUp({ agentId, triggerId, dueAt, runId }) {
      madeUp.run({ run: runId, agent: agentId, trigger: triggerId, due: dueAt })
    },
    notOnTime: (limit) => readRows(firingRowSchema, notOnTime.all(limit)).map(firingFrom),
    notOnTimeBetween: (from, to) => readRows(firingRowSchema, notOnTimeBetween.all(from, to)).map(firingFrom),
  }
}

function armedFrom(row: z.infer<typeof armedRowSchema>): ArmedTrigger {
  const trigger = readRow(triggerSchema, JSON.parse(row.definition))
  return { agentId: row.agent_id, trigger, armedAt: row.armed_at, nextDue: row.next_due, computedAt: row.computed_at }
}

function firingFrom(row: z.infer<typeof firingRowSchema>): Firing {
  return readRow(firingSchema, {
    id: row.id,
    agentId: row.agent_id,
    triggerId: row.trigger_id,
    dueAt: row.due_at,
    movedFrom: row.moved_from,
    outcome: row.outcome,
    cause: row.cause,
    runId: row.run_id,
    error: row.error === null ? null : readRow(appErrorSchema, JSON.parse(row.error)),
    decidedAt: row.decided_at,
  })
}

function errorText(error: Firing['error']): string | null {
  return error === null ? null : JSON.stringify(error)
}
