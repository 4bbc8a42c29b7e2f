import { existsSync } from 'node:fs'
import { z } from 'zod'
import { modelNameSchema } from '../../shared/model/brand.ts'
import type { MoneyReport, Offer } from '../../shared/model/money-report.ts'
import type { Price } from '../../shared/model/price.ts'
import { costAt, type UsedTokens } from '../../shared/rules/price/compare.ts'
import { type FailedRuns, readMoney } from '../gateway/ledger/read-money.ts'
import { priceBook } from '../gateway/prices/price-book.ts'
import { openForReading } from '../storage/open-database.ts'
import { readRow } from '../storage/read-rows.ts'
import type { KeeperContract } from './protocol.ts'

type Order = KeeperContract['money']['request']

/** Everything the money page shows: sums of the ledger, how runs ended, and the same tokens at other prices. Throws `storage.*`. */
export async function readMoneyPage({ path, companionPath, view, at, zone, own }: Order): Promise<MoneyReport> {
  const ledger = openForReading(path)
  try {
    // Sums of one and the same moment.
    ledger.exec('BEGIN')
    const { used, ...money } = readMoney(ledger, view, failedRunsIn(companionPath), zone)
    const book = await priceBook(at)
    const owned = own.map(({ providerId, model, price }) => offerOf(used, { providerId, vendor: null, model, price }))
    const listed = book.map(({ vendor, model, price }) =>
      offerOf(used, { providerId: null, vendor, model: modelNameSchema.parse(model), price }),
    )
    return { ...money, offers: [...owned, ...listed] }
  } finally {
    ledger.close()
  }
}

function offerOf(
  used: readonly UsedTokens[],
  { price, ...named }: Pick<Offer, 'providerId' | 'vendor' | 'model'> & { price: Price },
): Offer {
  const cost = costAt(price, used) ?? { low: 0n, high: 0n, byLength: false }
  return {
    ...named,
    price: {
      currency: price.kind === 'rates' ? price.currency : null,
      validFrom: price.validFrom,
      source: price.source,
      seenOn: price.evidence?.seenOn ?? null,
    },
    low: String(cost.low),
    high: String(cost.high),
    byLength: cost.byLength,
  }
}

function failedRunsIn(companionPath: string): FailedRuns {
  return (runIds) => {
    const ends = new Map<string, boolean>()
    if (runIds.length === 0 || !existsSync(companionPath)) return ends
    const companion = openForReading(companionPath)
    try {
      const select = companion.prepare(`SELECT json_extract(body, '$.state.name') AS state FROM runs WHERE id = ?`)
      for (const runId of runIds) {
        const row = select.get(runId)
        if (row !== undefined) ends.set(runId, readRow(stateSchema, row).state === 'failed')
      }
      return ends
    } finally {
      companion.close()
    }
  }
}

const stateSchema = z.object({ state: z.string() })
