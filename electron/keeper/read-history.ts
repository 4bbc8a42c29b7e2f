import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type AdviceRun, adviceRunSchema } from '../../shared/model/advice.ts'
import { agentIdSchema } from '../../shared/model/brand.ts'
import { noTokens, spentSchema, tokenCountsSchema } from '../../shared/model/usage.ts'
import { readRow, readRows } from '../storage/read-rows.ts'
import type { KeeperContract } from './protocol.ts'

const flag = z.union([z.literal(0), z.literal(1)])
const rowSchema = adviceRunSchema
  .omit({ undone: true, isNew: true, hasFile: true, isSeen: true, spent: true, tokens: true, calls: true })
  .extend({
    agentId: agentIdSchema,
    undone: flag,
    isNew: flag,
    hasFile: flag,
    isSeen: flag,
    spent: z.string(),
    tokens: z.string().nullable(),
    calls: z.number().nullable(),
  })

/** How the newest runs of each agent went since a day, the newest first. Throws `storage.*`. */
export function readHistory(
  db: DatabaseSync,
  { since, perAgent }: Omit<KeeperContract['history']['request'], 'path'>,
): KeeperContract['history']['reply'] {
  const rows = db
    .prepare(
      `SELECT run_id AS runId, kept.agent_id AS agentId, day, end, undone, verdict, confirmed_minutes AS confirmedMinutes,
         is_new AS isNew, deliverables, spent, unpriced_calls AS unpricedCalls,
         read_at IS NOT NULL OR opened_at IS NOT NULL AS isSeen,
         CASE end WHEN 'failed' THEN json_extract(body, '$.state.error.code') END AS code,
         EXISTS (SELECT 1 FROM deliverables made WHERE made.run_id = kept.run_id
           AND json_extract(made.body, '$.format') NOT IN ('mail', 'message')) AS hasFile,
         json_extract(body, '$.usage.calls') AS calls, json_extract(body, '$.usage.tokens') AS tokens
       FROM (
         SELECT *, row_number() OVER (PARTITION BY agent_id ORDER BY ended_at DESC, rowid DESC) AS place
         FROM run_values WHERE day >= ?
       ) kept LEFT JOIN runs ON runs.id = kept.run_id
       WHERE place <= ? ORDER BY kept.agent_id, place`,
    )
    .all(since, perAgent)
  const histories = new Map<z.infer<typeof agentIdSchema>, AdviceRun[]>()
  for (const { agentId, ...row } of readRows(rowSchema, rows)) {
    const run = {
      ...row,
      undone: row.undone === 1,
      isNew: row.isNew === 1,
      hasFile: row.hasFile === 1,
      isSeen: row.isSeen === 1,
      calls: row.calls ?? 0,
      spent: readRow(z.array(spentSchema), JSON.parse(row.spent)),
      tokens: row.tokens === null ? noTokens : readRow(tokenCountsSchema, JSON.parse(row.tokens)),
    }
    histories.set(agentId, [...(histories.get(agentId) ?? []), run])
  }
  return { histories: [...histories].map(([agentId, runs]) => ({ agentId, runs })) }
}
