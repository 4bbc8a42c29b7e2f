import { z } from 'zod'
import { currencySchema } from '../../../shared/model/money.ts'
import { type Price, priceEvidenceSchema } from '../../../shared/model/price.ts'
import { priceRecordSchema, toPrice } from './price-record.ts'

/**
 * One vendor's prices in one currency, as its file in assets/prices holds them. A vendor that publishes a list in CNY and one in
 * USD has two files; neither is ever worked out from the other.
 */
export const priceListFileSchema = z.strictObject({
  vendor: z.string().min(1).max(40),
  currency: currencySchema,
  /** The day the newest of its sources was read. */
  asOf: z.iso.date(),
  /** The packages it was built from and checked against, and what is known to be wrong with them. */
  builtFrom: z.array(z.string().min(1).max(300)),
  sources: z.record(z.string(), priceEvidenceSchema.extend({ name: z.string().min(1).max(300) }).strict()),
  /** Whether a model's id with a date behind it (`-2026-04-23`) costs what the id without it costs. */
  datedIds: z.enum(['same', 'probably', 'unknown']),
  models: z.array(
    z.strictObject({
      id: z.string().min(1).max(200),
      /** Other names the vendor bills as this one. */
      aliases: z.array(z.string().min(1).max(200)).optional(),
      /** Other names that are probably billed as this one. */
      doubtfulAliases: z.array(z.string().min(1).max(200)).optional(),
      prices: z.array(priceRecordSchema).min(1).max(40),
    }),
  ),
})
export type PriceListFile = z.infer<typeof priceListFileSchema>

export type ListedPrices = {
  id: string
  prices: readonly Price[]
  match: 'id' | 'alias'
  certain: boolean
}

export type PriceList = {
  vendor: string
  currency: string
  datedIds: PriceListFile['datedIds']
  /** By id or alias in lower case. */
  models: ReadonlyMap<string, ListedPrices>
}

/** Reads a price list file. Throws ZodError for one that is not as declared, and Error for a name or a source given twice or never. */
export function readPriceList(file: unknown): PriceList {
  const list = priceListFileSchema.parse(file)
  const models = new Map<string, ListedPrices>()
  const add = (name: string, listed: ListedPrices): void => {
    const key = name.toLowerCase()
    if (models.has(key)) throw new Error(`${list.vendor} ${list.currency}: ${name} is listed twice`)
    models.set(key, listed)
  }
  for (const { id, aliases = [], doubtfulAliases = [], prices: records } of list.models) {
    const prices = records.map((record) => toPrice(record, list.currency, originOf(list, record.source)))
    if (new Set(prices.map((price) => price.validFrom)).size < prices.length) {
      throw new Error(`${list.vendor} ${list.currency}: two prices of ${id} begin together`)
    }
    add(id, { id, prices, match: 'id', certain: true })
    for (const alias of aliases) add(alias, { id, prices, match: 'alias', certain: true })
    for (const alias of doubtfulAliases) add(alias, { id, prices, match: 'alias', certain: false })
  }
  return { vendor: list.vendor, currency: list.currency, datedIds: list.datedIds, models }
}

function originOf(list: PriceListFile, key: string) {
  const found = list.sources[key]
  if (found === undefined) throw new Error(`${list.vendor} ${list.currency}: no source ${key}`)
  const { name, ...evidence } = found
  return { source: name, evidence }
}
