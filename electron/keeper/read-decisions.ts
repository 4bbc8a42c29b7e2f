import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { practiceProviderId } from '../../shared/model/provider.ts'
import { type ShownResult, type ShownRow, shownResultSchema } from '../../shared/model/shown-result.ts'
import { type JudgedThing, toldByComparison } from '../../shared/rules/value/told-by-comparison.ts'
import { readRows } from '../storage/read-rows.ts'
import type { KeeperContract } from './protocol.ts'

type Order = KeeperContract['decisions']['request']

/** The newest runs of an agent that are looked at, and the most answers. */
const runsLookedAt = 100
const answersLookedAt = 500

/**
 * For steps that put a question to a model about each thing: the comparison that would have answered the same each time, from what was
 * kept of the newest runs since the agent was last changed. A run that left anything out
 * says nothing, nor does the practice model. Throws `storage.*`.
 */
export function readDecisions(db: DatabaseSync, { steps }: Pick<Order, 'steps'>): KeeperContract['decisions']['reply'] {
  const select = db.prepare(
    `SELECT source.body AS source, passed.body AS passed FROM runs
       JOIN shown_results source ON source.run_id = runs.id AND source.step_id = ?
       LEFT JOIN shown_results passed ON passed.run_id = runs.id AND passed.step_id = ?
     WHERE runs.agent_id = ? AND runs.created_at >= ?
       AND NOT EXISTS (SELECT 1 FROM left_out WHERE left_out.run_id = runs.id)
       AND json_extract(runs.body, '$.model.providerId') <> '${practiceProviderId}'
       AND EXISTS (SELECT 1 FROM json_each(runs.body, '$.steps') step
         WHERE json_extract(step.value, '$.stepId') = ? AND json_extract(step.value, '$.state') = 'done')
     ORDER BY runs.created_at DESC LIMIT ${runsLookedAt}`,
  )
  const told = steps.flatMap(({ agentId, stepId, from, since }) => {
    const rows = readRows(rowSchema, select.all(from, stepId, agentId, since, stepId))
    const things = rows
      .flatMap(({ source, passed }) => judgedIn(resultIn(source), passed === null ? null : resultIn(passed)))
      .slice(0, answersLookedAt)
    const comparison = toldByComparison(things)
    return comparison === null ? [] : [{ agentId, stepId, things: things.length, comparison }]
  })
  return { told }
}

/** Of what was given, what went on: things keep their order and are not changed by a decision. */
function judgedIn(source: ShownResult, passed: ShownResult | null): JudgedThing[] {
  const went = countsOf(passed?.rows ?? [])
  const given = countsOf(source.rows)
  return source.rows.flatMap((row) => {
    const key = keyOf(row)
    const [yes, all] = [went.get(key) ?? 0, given.get(key) ?? 0]
    // Of things that look the same, and went different ways, nobody can tell which is which.
    return yes > 0 && yes < all ? [] : [{ name: row.name, values: row.values, yes: yes > 0 }]
  })
}

const keyOf = ({ name, values, text }: ShownRow): string => JSON.stringify([name, values, text])

function countsOf(rows: readonly ShownRow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}

const rowSchema = z.object({ source: z.string(), passed: z.string().nullable() })

function resultIn(body: string): ShownResult {
  return shownResultSchema.parse(JSON.parse(body))
}
