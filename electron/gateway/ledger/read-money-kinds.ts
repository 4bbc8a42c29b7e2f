import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { picoPerMicro } from '../../../shared/model/money.ts'
import type { MoneyReport, MoneyView } from '../../../shared/model/money-report.ts'
import { tokenKinds } from '../../../shared/model/usage.ts'
import { readRows } from '../../storage/read-rows.ts'
import { createAmounts } from './money-sums.ts'

const kinds = [...tokenKinds, 'call'] as const

/** What each kind of token came to, from rollups. Throws `storage.damaged`. */
export function readMoneyKinds(db: DatabaseSync, view: MoneyView): MoneyReport['kinds'] {
  const select = db.prepare(`SELECT kind, pricing, currency, SUM(quantity) AS quantity, SUM(micros) AS micros,
    SUM(pico_rest) AS rest FROM rollups JOIN agents ON agents.id = agent JOIN models ON models.id = model
    WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR agent_id = ?3) AND (?4 IS NULL OR provider_id = ?4)
      AND (?5 IS NULL OR name = ?5) GROUP BY 1, 2, 3`)
  select.setReadBigInts(true)
  const rows = readRows(rowSchema, select.all(view.from, view.to, view.agentId, view.providerId, view.model))
  return kinds.flatMap((kind) => {
    const same = rows.filter((row) => row.kind === kind)
    if (same.length === 0) return []
    const amounts = createAmounts()
    for (const { currency, micros, rest } of same) {
      if (currency !== '') amounts.add(currency, micros * picoPerMicro + rest)
    }
    return [{ kind, quantity: same.reduce((sum, { quantity }) => sum + Number(quantity), 0), amounts: amounts.list() }]
  })
}

const rowSchema = z.object({
  kind: z.enum(kinds),
  pricing: z.string(),
  currency: z.string(),
  quantity: z.bigint(),
  micros: z.bigint(),
  rest: z.bigint(),
})
