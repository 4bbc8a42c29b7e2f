import type { Instant, RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import { createUsageSum, totalsOf, type UsageLine, type UsageSum } from '../ledger/usage-lines.ts'
import type { GatewayReport } from '../protocol.ts'

/** The least time between two live reports about one run, in milliseconds. */
const reportEvery = 100
/** The span over which the speed is measured, in milliseconds. */
const speedSpan = 3_000

/** A call on the meter; what it will cost is estimated anew for every report. */
export type LiveUsage = { lines(): UsageLine[]; writtenTokens(): number }

export type RunMeters = {
  /** Starts a run's meter from what the ledger holds for it. */
  load(runId: RunId, lines: readonly UsageLine[]): void
  begin(runId: RunId, live: LiveUsage): void
  /** Text came: the next report is due within `reportEvery`. */
  touch(runId: RunId): void
  /** The call is over; `lines` is what the ledger has now recorded for it. Reports at once. */
  settle(runId: RunId, live: LiveUsage, lines: readonly UsageLine[]): void
  totals(runId: RunId): UsageTotals | null
  forget(runId: RunId): void
}

type Sample = { at: Instant; written: number }
type Meter = {
  settled: UsageSum
  live: Set<LiveUsage>
  written: number
  samples: Sample[]
  cancel: (() => void) | null
}

/** Keeps every live run's sum of recorded and running calls, and reports it while it moves. */
export function createRunMeters(clock: Clock, report: (report: GatewayReport) => void): RunMeters {
  const meters = new Map<RunId, Meter>()

  const totalsNow = (meter: Meter): UsageTotals => {
    const sum = createUsageSum(meter.settled.lines())
    for (const live of meter.live) sum.add(live.lines())
    return totalsOf(sum.lines())
  }
  const send = (runId: RunId, meter: Meter): void => {
    meter.cancel?.()
    meter.cancel = null
    report({ type: 'run.meter', runId, usage: totalsNow(meter), tokensPerSecond: speedOf(meter, clock.now()) })
  }

  return {
    load(runId, lines) {
      if (meters.has(runId)) return
      meters.set(runId, { settled: createUsageSum(lines), live: new Set(), written: 0, samples: [], cancel: null })
    },
    begin(runId, live) {
      meters.get(runId)?.live.add(live)
    },
    touch(runId) {
      const meter = meters.get(runId)
      if (meter === undefined || meter.cancel !== null) return
      meter.cancel = clock.after(reportEvery, () => send(runId, meter))
    },
    settle(runId, live, lines) {
      const meter = meters.get(runId)
      if (meter === undefined) return
      meter.written += live.writtenTokens()
      meter.live.delete(live)
      meter.settled.add(lines)
      send(runId, meter)
    },
    totals(runId) {
      const meter = meters.get(runId)
      return meter === undefined ? null : totalsNow(meter)
    },
    forget(runId) {
      meters.get(runId)?.cancel?.()
      meters.delete(runId)
    },
  }
}

/** Tokens written per second over the last seconds, all calls of the run together; null while nothing streams. */
function speedOf(meter: Meter, now: Instant): number | null {
  if (meter.live.size === 0) {
    meter.samples = []
    return null
  }
  let written = meter.written
  for (const live of meter.live) written += live.writtenTokens()
  meter.samples.push({ at: now, written })
  meter.samples = meter.samples.filter((sample) => now - sample.at <= speedSpan)
  const [first] = meter.samples
  if (first === undefined || now <= first.at) return null
  return Math.max(0, ((written - first.written) * 1_000) / (now - first.at))
}
