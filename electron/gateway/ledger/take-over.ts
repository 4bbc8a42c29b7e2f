import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { readDamaged } from '../../storage/recovery/read-damaged.ts'
import { readRows } from '../../storage/read-rows.ts'
import type { EventRow } from './event-rows.ts'

type Table = 'retention' | 'agents' | 'runs' | 'models' | 'prices_applied' | 'account_readings' | 'model_calls'

export type TakeOver = {
  /** Takes every readable row of a table over; a newer state of a call wins. False where something could not be read. */
  rows(table: Table): boolean
  /** Calls the damaged ledger still knew, by their number. */
  knows(call: number): boolean
}

/** Copies rows under the numbers they have: a copy of the ledger and the ledger itself number alike. */
export function createTakeOver(damaged: DatabaseSync, into: DatabaseSync): TakeOver {
  const calls = new Set<number>()
  return {
    rows(table) {
      const columns = readRows(columnSchema, into.prepare(`PRAGMA table_info(${table})`).all()).map(({ name }) => name)
      // Ledgers of an older shape do not have it.
      if (columns.length === 0) return true
      const places = columns.map(() => '?').join(', ')
      const newer =
        table === 'model_calls'
          ? `ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at, error = excluded.error,
              output_so_far = excluded.output_so_far WHERE model_calls.ended_at IS NULL`
          : 'ON CONFLICT DO NOTHING'
      const insert = into.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ${newer}`)
      let complete = true
      const whole = readDamaged(damaged, table, (row) => {
        const values = columns.map((column): SQLInputValue => row[column] ?? null)
        try {
          insert.run(...values)
          if (table === 'model_calls' && typeof row.id === 'bigint') calls.add(Number(row.id))
        } catch (thrown) {
          // What a row names may be gone, or its bytes are no row of ours: the events are taken over without it.
          if (!constraintSchema.safeParse(thrown).success) throw thrown
          complete = false
        }
      })
      return whole && complete
    },
    knows: (call) => calls.has(call),
  }
}

/** Puts a stand-in wherever an event names something that could not be read, so that no money is lost with it. */
export function noteStandIns(into: DatabaseSync): (row: EventRow) => EventRow {
  const has = (table: string) => {
    const select = into.prepare(`SELECT 1 FROM ${table} WHERE id = ?`)
    const found = new Set<number>()
    return (id: number): boolean => {
      if (found.has(id)) return true
      if (select.get(id) === undefined) return false
      found.add(id)
      return true
    }
  }
  const hasAgent = has('agents')
  const hasRun = has('runs')
  const hasModel = has('models')
  const hasPrice = has('prices_applied')
  const hasCall = has('model_calls')
  const addAgent = into.prepare('INSERT INTO agents (id, agent_id) VALUES (?, ?)')
  const addRun = into.prepare(`INSERT INTO runs (id, run_id, agent, kind) VALUES (?, ?, ?, 'agent')`)
  const addModel = into.prepare('INSERT INTO models (id, provider_id, name) VALUES (?, ?, ?)')
  const addCall = into.prepare(`INSERT INTO model_calls
    (id, run, call_key, request_hash, attempt, model, price, state, intended_at, ended_at, input_estimate)
    VALUES (?, ?, ?, '', 1, ?, ?, 'done', ?, ?, 0)`)
  return (row) => {
    if (!hasAgent(row.agent)) addAgent.run(row.agent, `lost-agent-${row.agent}`)
    if (!hasRun(row.run)) addRun.run(row.run, `lost-run-${row.run}`, row.agent)
    if (!hasModel(row.model)) addModel.run(row.model, 'lost', `lost-model-${row.model}`)
    const price = row.price !== null && hasPrice(row.price) ? row.price : null
    if (!hasCall(row.call)) addCall.run(row.call, row.run, `lost/${row.call}/1`, row.model, price, row.at, row.at)
    return { ...row, price }
  }
}

const columnSchema = z.object({ name: z.string() })
/** SQLITE_CONSTRAINT, and SQLITE_MISMATCH. */
const constraintSchema = z.object({ errcode: z.number().refine((code) => [19, 20].includes(code & 0xff)) })
