import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { type AgentId, type Instant, type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import { type ResultMark, resultMarkSchema, type ValueRow, valueRowSchema } from '../../../shared/model/value.ts'
import { spentSchema } from '../../../shared/model/usage.ts'
import { withoutWaiting } from '../flushed-writes.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'

/**
 * What each ended run contributes to the value of its agent, and what its owner thinks of it; it outlives the run. Runs from before
 * it was kept have neither an estimate nor an unread mark.
 */
export const runValueTables = `
CREATE TABLE run_values (
  run_id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  job TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  -- Of the PC's zone when it ended.
  day TEXT NOT NULL,
  end TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  verdict TEXT,
  -- As the agent's estimate was when the run ended.
  estimated_minutes INTEGER,
  confirmed_minutes INTEGER,
  is_new INTEGER NOT NULL,
  deliverables INTEGER NOT NULL,
  -- JSON: what the models cost, by currency.
  spent TEXT NOT NULL,
  unpriced_calls INTEGER NOT NULL,
  read_at INTEGER,
  opened_at INTEGER
) STRICT;
CREATE INDEX run_values_by_day ON run_values (day);
CREATE INDEX run_values_by_agent ON run_values (agent_id, ended_at);
CREATE INDEX run_values_unread ON run_values (run_id) WHERE read_at IS NULL AND deliverables > 0;

-- What the owner says a run of an agent saves, in place of what its template says.
CREATE TABLE agent_minutes (
  agent_id TEXT PRIMARY KEY,
  minutes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO run_values
  SELECT id, agent_id, json_extract(body, '$.agentName'), 'other', json_extract(body, '$.endedAt'),
    date(json_extract(body, '$.endedAt') / 1000, 'unixepoch', 'localtime'),
    CASE json_extract(body, '$.state.name')
      WHEN 'succeeded' THEN json_extract(body, '$.state.outcome')
      WHEN 'stopped' THEN 'stopped'
      ELSE CASE json_extract(body, '$.state.reason') WHEN 'refused' THEN 'refused' ELSE 'failed' END
    END,
    0, NULL, NULL, NULL, 0, (SELECT count(*) FROM deliverables WHERE run_id = runs.id),
    json_extract(body, '$.usage.spent'), json_extract(body, '$.usage.unpricedCalls'),
    json_extract(body, '$.endedAt'), NULL
  FROM runs
  WHERE plan IS NULL AND json_extract(body, '$.endedAt') IS NOT NULL
    AND json_extract(body, '$.state.name') IN ('succeeded', 'stopped', 'failed');
`

type KeptFacts = Omit<ValueRow, 'undone' | 'verdict' | 'confirmedMinutes'> & { endedAt: Instant }

export type MarkChange = {
  readonly at: Instant
  readonly read?: boolean | undefined
  readonly opened?: boolean | undefined
  readonly undone?: boolean | undefined
  readonly verdict?: ResultMark['verdict'] | undefined
  readonly confirmedMinutes?: number | null | undefined
}

export type RunValueRepository = {
  /** Keeps what a run contributes. Told again, as once its cost is final, only what it did and cost changes; true when it is new or did. */
  keep(facts: KeptFacts): boolean
  /** Null when nothing is kept of that run. */
  mark(runId: RunId, change: MarkChange): ResultMark | null
  marksOf(runIds: readonly RunId[]): ResultMark[]
  /** Results that were not looked at. */
  unread(): number
  /** Null: the owner has not said. */
  minutesOf(agentId: AgentId): number | null
  setMinutes(agentId: AgentId, minutes: number): void
  /** How many things the runs of these days made, both included. */
  made(from: string, to: string): number
  /** The newest ended runs of which nothing is kept yet. */
  missing(): RunId[]
}

/** More were never missed: it takes an end of the app in the moment a run ends. */
const looksBack = 500

/** What runs were worth, as rows of `companion.db`. */
export function createRunValueRepository(db: DatabaseSync): RunValueRepository {
  const keep = db.prepare(
    `INSERT INTO run_values (run_id, agent_id, agent_name, job, ended_at, day, end, estimated_minutes, is_new, deliverables,
       spent, unpriced_calls)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id) DO UPDATE SET end = excluded.end, deliverables = excluded.deliverables, spent = excluded.spent,
       unpriced_calls = excluded.unpriced_calls
     WHERE (end, deliverables, spent, unpriced_calls)
       IS NOT (excluded.end, excluded.deliverables, excluded.spent, excluded.unpriced_calls)`,
  )
  const mark = db.prepare(
    `UPDATE run_values SET read_at = ?, opened_at = ?, undone = ?, verdict = ?, confirmed_minutes = ? WHERE run_id = ?`,
  )
  const one = db.prepare(`SELECT ${markColumns} FROM run_values WHERE run_id = ?`)
  const unread = db.prepare('SELECT count(*) AS count FROM run_values WHERE read_at IS NULL AND deliverables > 0')
  const minutes = db.prepare('SELECT minutes FROM agent_minutes WHERE agent_id = ?')
  const setMinutes = db.prepare(
    'INSERT INTO agent_minutes (agent_id, minutes) VALUES (?, ?) ON CONFLICT (agent_id) DO UPDATE SET minutes = excluded.minutes',
  )
  const made = db.prepare('SELECT coalesce(sum(deliverables), 0) AS count FROM run_values WHERE day >= ? AND day <= ?')
  const missing = db.prepare(
    `SELECT id FROM (SELECT id, plan FROM runs ORDER BY created_at DESC LIMIT ${looksBack})
     WHERE plan IS NULL AND NOT EXISTS (SELECT 1 FROM run_values WHERE run_id = id)`,
  )
  const find = (runId: RunId): ResultMark | null => {
    const row = readOptionalRow(markRowSchema, one.get(runId))
    return row && markOf(row)
  }
  return {
    keep: (facts) =>
      withoutWaiting(db, () => {
        const values: SQLInputValue[] = [
          ...[facts.runId, facts.agentId, facts.agentName, facts.job, facts.endedAt, facts.day, facts.end],
          ...[facts.estimatedMinutes, facts.isNew ? 1 : 0, facts.deliverables],
          ...[JSON.stringify(facts.spent), facts.unpricedCalls],
        ]
        return keep.run(...values).changes === 1
      }),
    mark(runId, change) {
      const before = find(runId)
      if (before === null) return null
      const { at, read, opened, undone, verdict, confirmedMinutes } = change
      mark.run(
        ...[read === undefined ? before.readAt : read ? (before.readAt ?? at) : null],
        ...[opened === true ? (before.openedAt ?? at) : before.openedAt],
        ...[(undone ?? before.undone) ? 1 : 0, verdict === undefined ? before.verdict : verdict],
        ...[confirmedMinutes === undefined ? before.confirmedMinutes : confirmedMinutes, runId],
      )
      return find(runId)
    },
    marksOf: (runIds) => runIds.flatMap((runId) => find(runId) ?? []),
    unread: () => readRow(z.object({ count: z.number() }), unread.get()).count,
    minutesOf: (agentId) => readOptionalRow(z.object({ minutes: z.number() }), minutes.get(agentId))?.minutes ?? null,
    setMinutes(agentId, said) {
      setMinutes.run(agentId, said)
    },
    made: (from, to) => readRow(z.object({ count: z.number() }), made.get(from, to)).count,
    missing: () => readRows(z.object({ id: runIdSchema }), missing.all()).map(({ id }) => id),
  }
}

const markColumns = `run_id AS runId, verdict, estimated_minutes AS estimatedMinutes,
  confirmed_minutes AS confirmedMinutes, is_new AS isNew, undone, read_at AS readAt, opened_at AS openedAt`
const flag = z.union([z.literal(0), z.literal(1)])
const markRowSchema = resultMarkSchema.extend({ isNew: flag, undone: flag })

function markOf(row: z.infer<typeof markRowSchema>): ResultMark {
  return { ...row, isNew: row.isNew === 1, undone: row.undone === 1 }
}

const valueRowsSchema = valueRowSchema.extend({ isNew: flag, undone: flag, spent: z.string() })

/** What ended runs contributed, of days from one to another, both included; null: no bound. For a process that may take its time. */
export function* readValueRows(db: DatabaseSync, from: string | null, to: string | null): Generator<ValueRow> {
  const rows = db
    .prepare(
      `SELECT run_id AS runId, agent_id AS agentId, agent_name AS agentName, job, day, end, undone, verdict,
         estimated_minutes AS estimatedMinutes, confirmed_minutes AS confirmedMinutes, is_new AS isNew, deliverables, spent,
         unpriced_calls AS unpricedCalls
       FROM run_values WHERE day >= ? AND day <= ? ORDER BY ended_at`,
    )
    .iterate(from ?? '0000', to ?? '9999')
  for (const row of rows) {
    const read = readRow(valueRowsSchema, row)
    const spent = readRow(z.array(spentSchema), JSON.parse(read.spent))
    yield { ...read, spent, isNew: read.isNew === 1, undone: read.undone === 1 }
  }
}
