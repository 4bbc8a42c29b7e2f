import type { DatabaseSync } from 'node:sqlite'
import type { ValueReport } from '../../shared/model/value.ts'
import { valueByAgent, valueByJob, valueByMonth, valueOf } from '../../shared/rules/value/value-of.ts'
import { readValueRows } from '../storage/companion/run-values.ts'
import type { KeeperContract } from './protocol.ts'

/** What runs of some days were worth, divided in every way it is looked at. Throws `storage.*`. */
export function readValue(
  db: DatabaseSync,
  { from, to, ...terms }: Omit<KeeperContract['value']['request'], 'path'>,
): ValueReport {
  const rows = [...readValueRows(db, from, to)]
  const names = new Map(rows.map(({ agentId, agentName }) => [agentId, agentName]))
  return {
    total: valueOf(rows, terms),
    months: valueByMonth(rows, terms).map(({ key, value }) => ({ month: key, value })),
    agents: valueByAgent(rows, terms).map(({ key, value }) => ({
      agentId: key,
      agentName: names.get(key) ?? '',
      value,
    })),
    jobs: valueByJob(rows, terms).map(({ key, value }) => ({ job: key, value })),
  }
}
