import type { HourlyRate } from '../../model/hourly-rate.ts'
import { type Currency, microsOf, picoPerMicro } from '../../model/money.ts'
import { type UncountedReason, uncountedReasons, type ValueRow, type ValueSum } from '../../model/value.ts'
import { convert, type ExchangeRate, rateBetween } from '../price/convert.ts'
import { countRun, makesNew } from './count-run.ts'
import { hourlyRateOn, labourOf, newestHourlyRate } from './hourly-rate.ts'

/** What turns minutes and costs into value. */
export type ValueTerms = {
  /** What an hour is worth, each from its day on. */
  readonly hourlyRates: readonly HourlyRate[]
  readonly exchangeRates: readonly ExchangeRate[]
  /** What value is said in; left out: the currency of the newest hourly rate. */
  readonly currency?: Currency | null
}

/** Value of some runs that have something in common, such as their month. */
export type ValueGroup<Key extends string = string> = { readonly key: Key; readonly value: ValueSum }

/** What all these runs were worth. */
export function valueOf(rows: Iterable<ValueRow>, terms: ValueTerms): ValueSum {
  const sum = startSum(terms)
  for (const row of rows) sum.add(row)
  return sum.read()
}

/**
 * The same by what rows have in common, in the order of the keys. Every amount of a run is rounded to micro-units by itself, so
 * the groups of any division add up to the whole.
 */
export function valueBy<Key extends string>(
  rows: Iterable<ValueRow>,
  keyOf: (row: ValueRow) => Key,
  terms: ValueTerms,
): ValueGroup<Key>[] {
  const sums = new Map<Key, ReturnType<typeof startSum>>()
  for (const row of rows) {
    const key = keyOf(row)
    const sum = sums.get(key) ?? startSum(terms)
    sums.set(key, sum)
    sum.add(row)
  }
  return [...sums]
    .map(([key, sum]) => ({ key, value: sum.read() }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
}

/** By month, `YYYY-MM`, the oldest first. */
export function valueByMonth(rows: Iterable<ValueRow>, terms: ValueTerms): ValueGroup[] {
  return valueBy(rows, ({ day }) => day.slice(0, 'YYYY-MM'.length), terms)
}

/** By agent, by their ids. */
export function valueByAgent(rows: Iterable<ValueRow>, terms: ValueTerms): ValueGroup<ValueRow['agentId']>[] {
  return valueBy(rows, ({ agentId }) => agentId, terms)
}

/** By kind of job. */
export function valueByJob(rows: Iterable<ValueRow>, terms: ValueTerms): ValueGroup<ValueRow['job']>[] {
  return valueBy(rows, ({ job }) => job, terms)
}

/** The rate of the day, or where none is that old, the oldest there is; it is kept with the sum, dated. */
export function rateForDay(
  rates: readonly ExchangeRate[],
  currencies: { from: Currency; to: Currency },
  day: string,
): ExchangeRate | null {
  const ofDay = rateBetween(rates, currencies, day)
  if (ofDay !== null) return ofDay
  const [oldest] = rates
    .filter(({ from, to }) => [from, to].includes(currencies.from) && [from, to].includes(currencies.to))
    .toSorted((left, right) => (left.date < right.date ? -1 : 1))
  return oldest ?? null
}

function startSum({ hourlyRates, exchangeRates, currency: wanted }: ValueTerms) {
  const currency = wanted ?? newestHourlyRate(hourlyRates)?.currency ?? null
  const counted = { confirmed: 0, estimated: 0 }
  const minutes = { confirmed: 0, estimated: 0 }
  const labour = { confirmed: 0n, estimated: 0n }
  const models = { confirmed: 0n, estimated: 0n, uncounted: 0n }
  const spent = new Map<Currency, bigint>()
  const reasons = new Map<UncountedReason, number>()
  const usedHourly = new Set<HourlyRate>()
  const usedExchange = new Set<ExchangeRate>()
  const missing = new Map<string, { from: Currency; to: Currency }>()
  const counts = { runs: 0, newDeliverables: 0, unpricedRuns: 0, unpricedCalls: 0, unratedRuns: 0 }

  /** In the currency of the sum, in whole micro-units; nothing where no rate leads there, which is noted. */
  const inCurrency = (amount: { currency: Currency; micros: number }, day: string): bigint => {
    if (currency === null) return 0n
    if (amount.currency === currency) return BigInt(amount.micros)
    const rate = rateForDay(exchangeRates, { from: amount.currency, to: currency }, day)
    if (rate === null) {
      if (amount.micros !== 0) {
        missing.set(amount.currency, { from: amount.currency, to: currency })
      }
      return 0n
    }
    usedExchange.add(rate)
    const exact = { currency: amount.currency, pico: BigInt(amount.micros) * picoPerMicro }
    return BigInt(microsOf(convert(exact, rate, 'nearest').pico))
  }

  return {
    add(row: ValueRow): void {
      const result = countRun(row)
      counts.runs += 1
      if (result.kind === 'uncounted') {
        reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1)
        if (makesNew(row)) counts.newDeliverables += row.deliverables
      } else {
        counted[result.kind] += 1
        minutes[result.kind] += result.minutes
        const rate = hourlyRateOn(hourlyRates, row.day)
        if (rate === null) counts.unratedRuns += 1
        else {
          usedHourly.add(rate)
          const worth = { currency: rate.currency, micros: labourOf(result.minutes, rate) }
          labour[result.kind] += inCurrency(worth, row.day)
        }
      }
      for (const amount of row.spent) {
        spent.set(amount.currency, (spent.get(amount.currency) ?? 0n) + BigInt(amount.micros))
        models[result.kind] += inCurrency(amount, row.day)
      }
      counts.unpricedCalls += row.unpricedCalls
      if (row.unpricedCalls > 0) counts.unpricedRuns += 1
    },
    read(): ValueSum {
      const isKnown = currency !== null && missing.size === 0 && counts.unratedRuns === 0
      const value = {
        confirmed: safe(labour.confirmed - models.confirmed - models.uncounted),
        estimated: safe(labour.estimated - models.estimated),
      }
      return {
        currency,
        ...counts,
        counted: { ...counted },
        uncounted: uncountedOf(reasons),
        minutes: { ...minutes },
        labour: { confirmed: safe(labour.confirmed), estimated: safe(labour.estimated) },
        models: {
          confirmed: safe(models.confirmed),
          estimated: safe(models.estimated),
          uncounted: safe(models.uncounted),
        },
        value: isKnown ? value : null,
        spent: [...spent]
          .map(([code, micros]) => ({ currency: code, micros: safe(micros) }))
          .sort((left, right) => (left.currency < right.currency ? -1 : 1)),
        hourlyRates: [...usedHourly].sort((left, right) => ((left.from ?? '') < (right.from ?? '') ? -1 : 1)),
        exchangeRates: [...usedExchange].sort((left, right) => (left.date < right.date ? -1 : 1)),
        missingRates: [...missing.values()],
      }
    },
  }
}

function uncountedOf(reasons: ReadonlyMap<UncountedReason, number>): ValueSum['uncounted'] {
  const of = (reason: UncountedReason) => reasons.get(reason) ?? 0
  return {
    failed: of('failed'),
    refused: of('refused'),
    stopped: of('stopped'),
    nothingToDo: of('nothingToDo'),
    undone: of('undone'),
    useless: of('useless'),
    needsWork: of('needsWork'),
    isNew: of('isNew'),
    noEstimate: of('noEstimate'),
  }
}

function safe(micros: bigint): number {
  return microsOf(micros * picoPerMicro)
}

/** How many runs do not count, for whatever reason. */
export function uncountedRuns({ uncounted }: Pick<ValueSum, 'uncounted'>): number {
  return uncountedReasons.reduce((sum, reason) => sum + uncounted[reason], 0)
}
