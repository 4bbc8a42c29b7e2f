import { type Instant, instantSchema, type Zone } from '../model/brand.ts'
import type { Currency } from '../model/money.ts'
import type { OffPeakPlan } from '../model/off-peak.ts'
import { quantile, weightedByAge } from './forecast/quantile.ts'
import { nextAt } from './pause.ts'

const minute = 60_000
/** Starts that are looked at lie so far apart: price windows open on such minutes. */
const grid = 15 * minute
/** Beside the time it took before, so much is left for what nobody foresees. */
const reserve = 5 * minute
/** How long a run is taken to last that nobody has seen yet. */
const unknownLength = 30 * minute
/** Nine of ten runs took at most so long. */
const mostRuns = 0.9

/** The times other runs are expected to be at work. */
export type Busy = { readonly from: number; readonly to: number }

export type OffPeakQuestion = {
  readonly now: Instant
  readonly readyBy: Instant
  /** Milliseconds the agent's earlier runs were at work, the newest first. */
  readonly lengths: readonly number[]
  /** What the run will probably cost if it begins then, in micro-units of one currency; null where it is unknown. Free is 0. */
  readonly costAt: (at: Instant) => number | null
  readonly currency: Currency | null
  readonly busy: readonly Busy[]
  /** How many runs may be at work at once, this one included. */
  readonly places: number
}

/** The next moment a wall clock shows that time, such as `08:00`, after now. */
export function readyByAfter(time: string, now: Instant, zone: Zone): Instant {
  return nextAt(Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), now, zone)
}

/**
 * When a run begins that has to be ready by a moment and may wait for cheaper hours. The deadline comes before the price: no start
 * is considered from which nine of ten earlier runs, and five minutes more, would not have been ready. Among the cheapest starts
 * those count first that find a free place beside the other runs, then those that leave room for a second try; of these the latest,
 * so that the work is done on what is there by then. Where waiting saves nothing it begins at once, or as soon as there is a place.
 */
export function planOffPeak(question: OffPeakQuestion): OffPeakPlan {
  const { now, readyBy, costAt, currency } = question
  const length = usualLength(question.lengths)
  const latest = readyBy - length - reserve
  const atOnce = { startAt: now, readyBy, saving: null, share: null } as const
  if (latest <= now) return { ...atOnce, reason: 'noTime' }
  const costOf = (start: number) => {
    const first = costAt(instantSchema.parse(start))
    const last = costAt(instantSchema.parse(start + length))
    return first === null || last === null ? null : Math.max(first, last)
  }
  const starts = startsBetween(now, latest).map((at) => ({
    at,
    cost: costOf(at),
    isFull: isFull(question, at, length),
    leavesRoom: at <= latest - length - reserve,
  }))
  const [first, ...others] = starts
  if (first === undefined) return { ...atOnce, reason: 'noTime' }
  const cheapest = Math.min(...starts.flatMap(({ cost }) => cost ?? []))
  if (first.cost === null || first.cost <= cheapest) {
    const free = [first, ...others].find(({ cost, isFull: full }) => cost === first.cost && !full)
    const isAtOnce = free === undefined || free.at === first.at
    return {
      ...atOnce,
      startAt: isAtOnce ? now : instantSchema.parse(free.at),
      reason: isAtOnce ? 'samePrice' : 'busy',
    }
  }
  const cheap = starts.filter(({ cost }) => cost === cheapest)
  const placed = orAll(cheap, ({ isFull: full }) => !full)
  const safe = placed.filter(({ leavesRoom }) => leavesRoom)
  // Without room for a second try the earliest is the safest.
  const chosen = safe.at(-1) ?? placed[0] ?? first
  const micros = first.cost - cheapest
  return {
    startAt: instantSchema.parse(chosen.at),
    readyBy,
    reason: 'cheaper',
    saving: currency === null ? null : { currency, micros },
    share: micros / first.cost,
  }
}

/** How long nine of ten runs were at work, the newest counting most, in milliseconds. */
export function usualLength(lengths: readonly number[]): number {
  return Math.ceil(quantile(weightedByAge(lengths), mostRuns) ?? unknownLength)
}

function startsBetween(now: number, latest: number): number[] {
  const starts = [now]
  for (let at = Math.floor(now / grid) * grid + grid; at <= latest; at += grid) starts.push(at)
  return starts
}

/** Whether at some moment of that time all places are taken. Only where another run begins can there be more than before. */
function isFull({ busy, places }: OffPeakQuestion, start: number, length: number): boolean {
  const beside = busy.filter(({ from, to }) => from < start + length && to > start)
  const moments = [start, ...beside.map(({ from }) => from).filter((from) => from > start)]
  return moments.some((at) => beside.filter(({ from, to }) => from <= at && to > at).length >= places)
}

function orAll<Item>(items: readonly Item[], isWanted: (item: Item) => boolean): readonly Item[] {
  const wanted = items.filter(isWanted)
  return wanted.length === 0 ? items : wanted
}
