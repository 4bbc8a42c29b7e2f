import type { AccountComparison, AccountReading, DriftReason } from '../model/account.ts'
import type { Instant } from '../model/brand.ts'
import { type Currency, microsOf, type Pico, picoPerMicro } from '../model/money.ts'

/** Vendors charge a little later than they answer: readings closer together than this say nothing. */
const closestReadings = 15 * 60_000
/** What has drifted apart longer ago no longer bears on today. */
export const longestComparison = 31 * 24 * 3_600_000
/** Further apart than one part in so many is worth the owner's attention. */
const notableShare = 10n

/** A few cents: less is never worth a word. In micro-units of the currency. */
function smallestNotable(currency: Currency): Pico {
  const micros = currency === 'CNY' ? 300_000n : 50_000n
  return micros * picoPerMicro
}

type Balance = AccountReading['balances'][number]
type Outcome = AccountComparison['outcome']
/** The same as `AccountComparison`, exact. */
type ExactComparison = {
  currency: Currency
  since: Instant
  until: Instant
  movement: Pico
  booked: Pico
  estimated: Pico
  drift: Pico
  percent: number
  outcome: Outcome
}

/**
 * Compares what a vendor took from an account with what our books say, for each currency of the newest reading; `readings` are in
 * the order they were made. Nothing is said where there is nothing to compare yet, or where nothing was spent.
 */
export function reconcile(readings: readonly AccountReading[]): AccountComparison[] {
  const newest = readings.findLast(({ balances }) => balances.length > 0)
  return (newest?.balances ?? []).flatMap(({ currency }) => {
    const exact = compare(readings, currency)
    if (exact === null) return []
    const { movement, booked, estimated, drift, ...rest } = exact
    return [
      {
        ...rest,
        movement: microsOf(movement),
        booked: microsOf(booked),
        estimated: microsOf(estimated),
        drift: microsOf(drift),
      },
    ]
  })
}

/** One currency of `reconcile`, to the last unit. */
export function compare(readings: readonly AccountReading[], currency: Currency): ExactComparison | null {
  const stretch = stretchOf(readings, currency)
  if (stretch === null) return null
  const { from, to, balances, between, ended } = stretch
  const [first] = balances
  const last = balances.at(-1)
  if (first === undefined || last === undefined) return null
  const sums = {
    movement: takenBetween(first, last),
    booked: sumOf(between, currency, 'pico'),
    estimated: sumOf(between, currency, 'estimated'),
  }
  const drift = sums.movement - sums.booked
  const larger = sums.movement > sums.booked ? sums.movement : sums.booked
  const told = { currency, since: from.at, until: to.at, ...sums, drift, percent: percentOf(drift, larger) }
  if (from === to) return ended === null ? null : { ...told, since: ended.since, outcome: ended.outcome }
  if (to.at - from.at < closestReadings || (sums.movement === 0n && sums.booked === 0n)) return null

  const few = smallestNotable(currency)
  const share = larger / notableShare
  const tolerance = share > few ? share : few
  const apart = drift < 0n ? -drift : drift
  const outcome = (): Outcome => {
    if (isElsewhere(between, to, sums, currency)) return { verdict: 'notComparable', why: 'currency' }
    if (apart <= tolerance) return { verdict: 'agrees' }
    const hasUnpriced = between.some(({ unpricedCalls }) => unpricedCalls > 0)
    if (drift > 0n && hasUnpriced) return { verdict: 'notComparable', why: 'unpriced' }
    if (apart <= tolerance + sums.estimated) return { verdict: 'withinEstimates' }
    return { verdict: 'differs', reasons: reasonsFor(drift, sums.estimated, first, last) }
  }
  return { ...told, outcome: outcome() }
}

/** Readings that belong together, from `from` to `to`, and what was booked between them. */
type Stretch = {
  from: AccountReading
  to: AccountReading
  balances: Balance[]
  /** After `from`, up to and with `to`. */
  between: AccountReading[]
  /** Why it does not reach further back; null where there is nothing to say about that. */
  ended: { since: Instant; outcome: Outcome } | null
}

/** Back from the newest reading, as long as the same meter of the same account ran on without money being added. */
function stretchOf(readings: readonly AccountReading[], currency: Currency): Stretch | null {
  const at = readings.findLastIndex((reading) => balanceIn(reading, currency) !== undefined)
  const to = readings[at]
  const newest = to === undefined ? undefined : balanceIn(to, currency)
  if (to === undefined || newest === undefined) return null
  const stretch: Stretch = { from: to, to, balances: [newest], between: [], ended: null }
  let waiting: AccountReading[] = [to]
  for (const reading of readings.slice(0, at).toReversed()) {
    const later = waiting.at(-1)
    if (later?.begins === true || reading.account !== to.account || to.at - reading.at > longestComparison) break
    // A clock that was set back: what lies between is not known.
    if (reading.at > (later?.at ?? to.at)) break
    const balance = balanceIn(reading, currency)
    if (balance === undefined) {
      waiting.push(reading)
      continue
    }
    const [next] = stretch.balances
    const outcome = next === undefined ? null : breakBetween(balance, next)
    if (outcome !== null) {
      stretch.ended = { since: reading.at, outcome }
      break
    }
    stretch.balances.unshift(balance)
    stretch.between.push(...waiting)
    stretch.from = reading
    waiting = [reading]
  }
  return stretch
}

/** Why two readings cannot be compared; null where they can. */
function breakBetween(before: Balance, after: Balance): Outcome | null {
  if (before.means !== after.means) return { verdict: 'notComparable', why: 'meterBeganAnew' }
  const few = smallestNotable(before.currency)
  // A bill that is put right by a trifle is no break.
  if (after.means === 'used') {
    return before.pico - after.pico > few ? { verdict: 'notComparable', why: 'meterBeganAnew' } : null
  }
  const rises = [after.pico - before.pico]
  if (before.granted !== null && after.granted !== null) {
    // Told apart, money that was added shows although more was spent.
    rises.push(after.granted - before.granted, after.pico - after.granted - (before.pico - before.granted))
  }
  return rises.some((rise) => rise > few) ? { verdict: 'toppedUp' } : null
}

function takenBetween(before: Balance, after: Balance): Pico {
  return after.means === 'left' ? before.pico - after.pico : after.pico - before.pico
}

/** Whether our prices of this vendor are in another currency than the account was charged in. */
function isElsewhere(
  between: readonly AccountReading[],
  to: AccountReading,
  sums: { movement: Pico; booked: Pico },
  currency: Currency,
): boolean {
  const others = between.flatMap(({ booked }) =>
    booked.filter((each) => each.currency !== currency && each.pico > 0n).map((each) => each.currency),
  )
  if (others.length === 0) return false
  const isOutside = others.some((other) => balanceIn(to, other) === undefined)
  return isOutside || (sums.movement === 0n) !== (sums.booked === 0n)
}

/** The likely ones first. */
function reasonsFor(drift: Pico, estimated: Pico, first: Balance, last: Balance): DriftReason[] {
  const estimates: DriftReason[] = estimated > 0n ? ['estimates'] : []
  if (drift < 0n) return last.means === 'left' ? ['moneyAdded', 'prices', ...estimates] : ['prices', ...estimates]
  const grantFell = (first.granted ?? 0n) > (last.granted ?? 0n)
  return ['otherProgram', 'prices', ...(grantFell ? (['grantEnded'] as const) : []), ...estimates]
}

function percentOf(drift: Pico, larger: Pico): number {
  if (larger <= 0n) return 0
  const apart = drift < 0n ? -drift : drift
  return Number((apart * 200n + larger) / (larger * 2n))
}

function sumOf(readings: readonly AccountReading[], currency: Currency, what: 'pico' | 'estimated'): Pico {
  let sum = 0n
  for (const { booked } of readings) {
    for (const each of booked) if (each.currency === currency) sum += each[what]
  }
  return sum
}

function balanceIn({ balances }: AccountReading, currency: Currency): Balance | undefined {
  return balances.find((balance) => balance.currency === currency)
}
