import type { Advice, AdviceHistory, AdviceRun, AgentAdvice } from '../../model/advice.ts'
import { microsOf, type Money, picoPerMicro } from '../../model/money.ts'
import { costAt } from '../price/compare.ts'

/** How many days back runs are looked at. */
export const adviceDays = 60
/** With fewer runs nothing is said of an agent. */
const fewestRuns = 3
/** The newest runs that are looked at for failures and noes. */
const recentRuns = 20
/** So many bad runs at least, and so large a share of the recent ones, are worth a word. */
const fewestBad = 3
const badShare = 0.3
/** An owner who says no, or finds it not good enough, this often. */
const refusedShare = 0.5
/** Results in a row nobody looked at, and how many days they lie apart at least. */
const unseenResults = 10
const unseenDays = 3
/** A cheaper model is worth a word where it costs at most this share, at its dearest. */
const cheaperShare = 0.7
/** Cheaper hours are worth a word where all in them would have cost at most this share. */
const cheapHoursShare = 0.85
const readyInTheMorning = '08:00'
/** Of so many runs at least, so large a share that found nothing is worth a word. */
const fewestOften = 10
const idleShare = 0.7
/** What is asked anew each time is worth a word after so many runs with a cost. */
const fewestPaidRuns = 5

/** Advice for each agent of which enough is known, what presses most first. Pure: it changes nothing. */
export function adviceOf(histories: readonly AdviceHistory[]): AgentAdvice[] {
  const order = { fix: 0, retire: 1, cheapen: 2, keep: 3 }
  return histories
    .flatMap((history): AgentAdvice[] => {
      const { agentId, agentName, runs } = history
      if (runs.length < fewestRuns) return []
      const advice = toFix(history) ?? toRetire(history) ?? toCheapen(history) ?? toKeep(runs)
      if (advice === null) return []
      const unpricedRuns = runs.filter(({ unpricedCalls }) => unpricedCalls > 0).length
      return [{ agentId, agentName, runs: runs.length, unpricedRuns, advice }]
    })
    .sort((left, right) => order[left.advice.kind] - order[right.advice.kind])
}

function toFix({ enabled, runs }: AdviceHistory): Advice | null {
  const recent = runs.slice(0, recentRuns)
  const off = enabled ? ({ kind: 'switchOff' } as const) : null
  const fixIfMany = (
    bad: readonly AdviceRun[],
    of: number,
    share: number,
    because: 'fails' | 'refused' | 'judged',
  ): Advice | null => {
    const [newest] = bad
    if (newest === undefined || bad.length < fewestBad || bad.length < of * share) return null
    const code = because === 'fails' ? newest.code : null
    const { runId } = newest
    return { kind: 'fix', because, code, runId, bad: bad.length, of, spent: spentOn(bad), change: off }
  }

  const code = commonest(recent.flatMap((run) => (run.end === 'failed' ? (run.code ?? []) : [])))
  const failed = recent.filter((run) => run.end === 'failed' && run.code === code)
  // Once it has gone well again, it seems mended.
  const failing = recent[0]?.end === 'failed' ? fixIfMany(failed, recent.length, badShare, 'fails') : null
  const refused = recent.filter(({ end, undone }) => end === 'refused' || undone)
  const judged = recent.filter(({ verdict }) => verdict !== null)
  const poor = judged.filter(({ verdict }) => verdict !== 'accepted')
  return (
    failing ??
    fixIfMany(refused, recent.length, refusedShare, 'refused') ??
    fixIfMany(poor, judged.length, refusedShare, 'judged')
  )
}

/** Only what can be looked at here is counted: nobody knows whether a mail was read. */
function toRetire({ enabled, runs }: AdviceHistory): Advice | null {
  const results = runs.filter(({ hasFile, end }) => hasFile && (end === 'complete' || end === 'partial'))
  const newest = results.slice(0, unseenResults)
  const isUnwanted = (run: AdviceRun) => !run.isSeen && run.verdict === null && run.confirmedMinutes === null
  const [last, first] = [newest[0], newest.at(-1)]
  if (newest.length < unseenResults || !newest.every(isUnwanted) || last === undefined || first === undefined) {
    return null
  }
  if (daysBetween(first.day, last.day) < unseenDays || !enabled) return null
  return {
    kind: 'retire',
    results: newest.length,
    since: first.day,
    spent: spentOn(newest),
    change: { kind: 'switchOff' },
  }
}

function toCheapen(history: AdviceHistory): Advice | null {
  const { told } = history
  if (told !== null) {
    const { stepId, things, comparison } = told
    const change = { kind: 'compare', stepId, comparison } as const
    // What the other steps cost is in what the runs cost.
    return { kind: 'cheapen', how: 'compare', runs: history.runs.length, things, spent: [], instead: null, change }
  }
  const idle = toRunLess(history)
  const paid = history.runs.filter(({ spent }) => spent.some(({ micros }) => micros > 0))
  if (paid.length < fewestPaidRuns) return idle
  const spent = spentOn(paid)
  const instead = insteadOf(history, paid, spent)
  if (instead !== null) {
    const change = { kind: 'model', modelPolicy: { kind: 'cheapest' } } as const
    return { kind: 'cheapen', how: 'model', runs: paid.length, spent, instead, change }
  }
  const waiting = inCheapHours(history, paid, spent)
  if (waiting !== null) {
    const change = { kind: 'readyBy', at: readyInTheMorning } as const
    return { kind: 'cheapen', how: 'offPeak', runs: paid.length, spent, instead: waiting, change }
  }
  if (idle !== null) return idle
  if (!history.asksAgain) return null
  return { kind: 'cheapen', how: 'askOnce', runs: paid.length, spent, instead: null, change: { kind: 'askOnce' } }
}

/** Most of the newest runs found nothing to do, though they came often. */
function toRunLess({ couldRunLess, enabled, runs }: AdviceHistory): Advice | null {
  const recent = runs.slice(0, recentRuns)
  const idle = recent.filter(({ end }) => end === 'nothingToDo')
  if (!couldRunLess || !enabled || recent.length < fewestOften || idle.length < recent.length * idleShare) return null
  return {
    ...{ kind: 'cheapen', how: 'lessOften', runs: recent.length, idle: idle.length },
    ...{ spent: spentOn(idle), instead: null, change: { kind: 'halfAsOften' } },
  }
}

/** What the same calls would have cost in the cheapest hours of its own model; null where hours make no difference worth a word. */
function inCheapHours({ couldWait }: AdviceHistory, paid: readonly AdviceRun[], spent: readonly Money[]) {
  const [only, ...others] = spent
  if (couldWait === null || couldWait.price.kind !== 'rates' || only === undefined || others.length > 0) return null
  const { label, price } = couldWait
  if (price.currency !== only.currency || !price.variants.some(({ when }) => when.window !== null)) return null
  if (paid.some(({ unpricedCalls }) => unpricedCalls > 0)) return null
  const least = microsOf(costAt(price, paid)?.low ?? 0n)
  if (least > only.micros * cheapHoursShare) return null
  return { label, low: { ...only, micros: least }, high: { ...only, micros: least } }
}

/** What the same calls would have cost with the cheaper model; null where that cannot be said, or is not much less. */
function insteadOf({ cheaper }: AdviceHistory, paid: readonly AdviceRun[], spent: readonly Money[]) {
  const [only, ...others] = spent
  // A run with an unknown price would make the comparison unfair, and currencies are not compared without a rate.
  if (cheaper === null || only === undefined || others.length > 0) return null
  if (paid.some(({ unpricedCalls }) => unpricedCalls > 0)) return null
  const { label, price } = cheaper
  if (price.kind === 'rates' && price.currency !== only.currency) return null
  const cost = costAt(price, paid) ?? { low: 0n, high: 0n }
  const [low, high] = [microsOf(cost.low), microsOf(cost.high)]
  if (high > only.micros * cheaperShare) return null
  return { label, low: { ...only, micros: low }, high: { ...only, micros: high } }
}

function toKeep(runs: readonly AdviceRun[]): Advice | null {
  const judged = runs.filter(({ verdict, confirmedMinutes }) => verdict !== null || (confirmedMinutes ?? 0) > 0)
  const good = judged.filter(({ verdict, undone }) => !undone && (verdict === 'accepted' || verdict === null))
  if (good.length < fewestRuns || good.length < judged.length * refusedShare) return null
  const confirmedMinutes = good.reduce((sum, run) => sum + (run.isNew ? 0 : (run.confirmedMinutes ?? 0)), 0)
  return { kind: 'keep', good: good.length, judged: judged.length, confirmedMinutes, spent: spentOn(runs) }
}

/** By currency, as it was charged; never added across them. */
function spentOn(runs: readonly AdviceRun[]): Money[] {
  const sums = new Map<Money['currency'], bigint>()
  for (const { currency, micros } of runs.flatMap(({ spent }) => spent)) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(micros))
  }
  return [...sums]
    .filter(([, micros]) => micros !== 0n)
    .map(([currency, micros]) => ({ currency, micros: microsOf(micros * picoPerMicro) }))
    .sort((left, right) => (left.currency < right.currency ? -1 : 1))
}

/** Of several as common, the one that comes first, which is the newest. */
function commonest<Value>(values: readonly Value[]): Value | null {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [first] = [...counts].toSorted(([, left], [, right]) => right - left)
  return first?.[0] ?? null
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
