import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AgentId } from '../../../shared/model/brand.ts'
import { currencySchema, picoPerMicro } from '../../../shared/model/money.ts'
import type { Used } from '../../../shared/rules/budget/amounts.ts'
import type { DayRange } from '../../../shared/rules/budget/period.ts'
import type { Books } from '../../../shared/rules/budget/spending.ts'
import { readRow, readRows } from '../../storage/read-rows.ts'

/** What budgets are counted by: run totals, and rollups by the day in the PC's zone at the event. */
export function readSpending(db: DatabaseSync): Books {
  const sums = `currency, SUM(CASE WHEN kind = 'call' THEN 0 ELSE quantity END) AS tokens,
    SUM(micros) AS micros, SUM(pico_rest) AS picoRest`
  const ofRun = db.prepare(
    `SELECT '' AS day, ${sums} FROM run_totals WHERE run = (SELECT id FROM runs WHERE run_id = ?) GROUP BY currency`,
  )
  const ofAll = db.prepare(`SELECT day, ${sums} FROM rollups WHERE day BETWEEN ? AND ? GROUP BY day, currency`)
  const ofAgent = db.prepare(`SELECT day, ${sums} FROM rollups
    WHERE day BETWEEN ? AND ? AND agent = (SELECT id FROM agents WHERE agent_id = ?) GROUP BY day, currency`)
  for (const statement of [ofRun, ofAll, ofAgent]) statement.setReadBigInts(true)

  return {
    ofRun: (runId) => usesIn(ofRun.all(runId)),
    ofDays: (agentId, { from, to }) => usesIn(agentId === null ? ofAll.all(from, to) : ofAgent.all(from, to, agentId)),
  }
}

/** Calls of one agent, or of all (null), whose price nobody knows. */
export function readUnpricedCalls(db: DatabaseSync, agentId: AgentId | null, { from, to }: DayRange): number {
  const ofAgent = agentId === null ? '' : 'AND agent = (SELECT id FROM agents WHERE agent_id = ?)'
  const select = db.prepare(`SELECT COALESCE(SUM(quantity), 0) AS calls FROM rollups
    WHERE day BETWEEN ? AND ? AND pricing = 'unknown' AND kind = 'call' ${ofAgent}`)
  return readRow(callsSchema, select.get(from, to, ...(agentId === null ? [] : [agentId]))).calls
}

const callsSchema = z.object({ calls: z.number().int().nonnegative() })
const whole = z.bigint().nonnegative()
const rowSchema = z.object({
  day: z.string(),
  currency: z.union([z.literal(''), currencySchema]),
  tokens: whole,
  micros: whole,
  picoRest: whole,
})

function usesIn(rows: readonly unknown[]): (Used & { day: string })[] {
  return readRows(rowSchema, rows).map(({ day, currency, tokens, micros, picoRest }) => ({
    day,
    tokens,
    money: currency === '' ? null : { currency, pico: micros * picoPerMicro + picoRest },
  }))
}
