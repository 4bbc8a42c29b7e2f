import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Pico, picoPerMicro } from '../../../shared/model/money.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { nothingSaved, savingsOf } from '../../../shared/rules/price/savings.ts'
import { readRow } from '../../storage/read-rows.ts'
import type { UsageEvent } from './record-usage.ts'

/** What events of one transaction add to one row. */
type RunDayDelta = {
  key: (string | number)[]
  day: string
  calls: number
  pico: Pico
  cache: Pico
  hours: Pico
  unexplained: number
}
export type RunDayDeltas = Map<string, RunDayDelta>

export type RunDays = {
  count(deltas: RunDayDeltas, event: UsageEvent): void
  write(deltas: RunDayDeltas): void
}

/**
 * What each run used on a day by model and applied price, and what it was spared: from an event's price, tokens and amount alone, so
 * that it comes to the same whenever it is counted. Writes belong into the caller's transaction.
 */
export function createRunDays(db: DatabaseSync): RunDays {
  const addOne = db.prepare(`INSERT INTO run_days (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${[...quantities.map(addedQuantity), ...amounts.map(addedAmount)].join(', ')}`)
  const priceOf = createPriceReader(db)
  return {
    count(deltas, event) {
      const { day, run, model, price, charge, cost } = event
      const currency = cost.status === 'known' ? cost.currency : ''
      const key = [day, run, model, price ?? 0, charge > 1 ? 1 : 0, cost.status, currency]
      const name = key.join(' ')
      const sum = deltas.get(name) ?? { key, day, calls: 0, pico: 0n, cache: 0n, hours: 0n, unexplained: 0 }
      deltas.set(name, sum)
      sum.calls += 1
      if (cost.status !== 'known') return
      const saved = savingsOf(priceOf(price), event.tokens, cost.pico)
      const { cache, hours } = saved ?? nothingSaved
      sum.pico += cost.pico
      sum.cache += cache
      sum.hours += hours
      if (saved === null) sum.unexplained += 1
    },
    write(deltas) {
      for (const { key, calls, pico, cache, hours, unexplained } of deltas.values()) {
        addOne.run(...key, calls, unexplained, ...parts(pico), ...parts(cache), ...parts(hours))
      }
    },
  }
}

const keys = ['day', 'run', 'model', 'price', 'retry', 'pricing', 'currency']
const quantities = ['calls', 'unexplained']
const amounts = [
  ['micros', 'pico_rest'],
  ['cache_micros', 'cache_rest'],
  ['hours_micros', 'hours_rest'],
] as const
const columns = [...keys, ...quantities, ...amounts.flat()]

function addedQuantity(name: string): string {
  return `${name} = ${name} + excluded.${name}`
}

function addedAmount([micros, rest]: (typeof amounts)[number]): string {
  return `${micros} = ${micros} + excluded.${micros} + (${rest} + excluded.${rest}) / ${picoPerMicro},
    ${rest} = (${rest} + excluded.${rest}) % ${picoPerMicro}`
}

/** Whole micro-units and what is left of them, which is never below zero. */
function parts(pico: Pico): [bigint, bigint] {
  const rest = ((pico % picoPerMicro) + picoPerMicro) % picoPerMicro
  return [(pico - rest) / picoPerMicro, rest]
}

/** Prices by their number, each read once. Null: none, or none that can be read. */
function createPriceReader(db: DatabaseSync): (number: number | null) => Price | null {
  const select = db.prepare('SELECT price FROM prices_applied WHERE id = ?')
  const known = new Map<number, Price | null>()
  return (number) => {
    if (number === null) return null
    const found = known.get(number)
    if (found !== undefined) return found
    const row = select.get(number)
    const price = row === undefined ? null : readPrice(readRow(rowSchema, row).price)
    known.set(number, price)
    return price
  }
}

function readPrice(text: string): Price | null {
  try {
    return priceSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const rowSchema = z.object({ price: z.string() })
