import { toAppError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Today } from '../../../shared/contract/mirror.ts'
import type { Instant, RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { noUsage, type UsageTotals } from '../../../shared/model/usage.ts'
import { dayOf, endOfDay, startOfDay } from '../../../shared/rules/day.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { RunService } from '../runs/run-service.ts'

export type TodayService = {
  /** Counts what happened since midnight and begins to follow the day. */
  start(): void
  current(): Today
  /** Hears of everything that is published; money and finished runs change the day. */
  observe(event: AppEvent): void
  /** The PC woke up, or its clock or zone was set. */
  wake(): void
  stop(): void
}

/** Money may tick this often, in milliseconds. */
const refreshInterval = 1_000
/** No wait for midnight is longer: timers stand still while the PC sleeps. */
const longestWait = 3_600_000
const pageSize = 100
/** A run that ended today was started at most this long ago, as far as counting goes. */
const longestRun = 3 * 86_400_000

/** What today has cost and brought, in the PC's own day; read from the ledger's sums, so it needs no gateway. */
export function createTodayService(dependencies: {
  /** What was used on one day, `YYYY-MM-DD`. */
  readUsage: (day: string) => UsageTotals
  runs: Pick<RunService, 'list'>
  publish: Publish
  clock: Clock
}): TodayService {
  const { readUsage, runs, publish, clock } = dependencies
  let today: Today = { from: startOfDay(clock.now(), clock.zone()), usage: noUsage, runsDone: 0 }
  let done = new Set<RunId>()
  let running = false
  let trouble: string | null = null
  let cancelRefresh: (() => void) | null = null
  let cancelMidnight: (() => void) | null = null

  const usageNow = (): UsageTotals => {
    try {
      const usage = readUsage(dayOf(clock.now(), clock.zone()))
      trouble = null
      return usage
    } catch (thrown) {
      const error = toAppError(thrown)
      if (trouble !== error.code) publish({ type: 'notice', error })
      trouble = error.code
      return today.usage
    }
  }
  const refresh = () => {
    cancelRefresh?.()
    cancelRefresh = null
    const from = startOfDay(clock.now(), clock.zone())
    if (from !== today.from) {
      today = { from, usage: noUsage, runsDone: 0 }
      done = runsDoneSince(from)
    }
    today = { from, usage: usageNow(), runsDone: done.size }
    publish({ type: 'today.changed', today })
    waitForMidnight()
  }
  const refreshSoon = () => {
    if (running) cancelRefresh ??= clock.after(refreshInterval, refresh)
  }
  const waitForMidnight = () => {
    cancelMidnight?.()
    const left = endOfDay(clock.now(), clock.zone()) - clock.now()
    cancelMidnight = clock.after(Math.min(left, longestWait), left <= longestWait ? refresh : lookForMidnight)
  }
  /** Says nothing while the day is still the same. */
  const lookForMidnight = () => {
    if (startOfDay(clock.now(), clock.zone()) === today.from) waitForMidnight()
    else refresh()
  }
  const runsDoneSince = (from: Instant): Set<RunId> => {
    const found = new Set<RunId>()
    let before: Instant | null = null
    for (;;) {
      const page: { runs: Run[]; more: boolean } = runs.list({ before, agentId: null, limit: pageSize })
      for (const run of page.runs) if (isDoneSince(run, from)) found.add(run.id)
      const oldest: Run | undefined = page.runs.at(-1)
      if (!page.more || oldest === undefined || oldest.createdAt < from - longestRun) return found
      before = oldest.createdAt
    }
  }

  return {
    start() {
      running = true
      done = runsDoneSince(today.from)
      refresh()
    },
    current: () => today,
    observe(event) {
      if (event.type === 'run.meter') refreshSoon()
      if (event.type !== 'run.saved' || !hasEnded(event.run.state)) return
      if (isDoneSince(event.run, today.from)) done.add(event.run.id)
      refreshSoon()
    },
    wake() {
      if (running) refresh()
    },
    stop() {
      running = false
      cancelRefresh?.()
      cancelMidnight?.()
      cancelRefresh = null
      cancelMidnight = null
    },
  }
}

function isDoneSince(run: Run, from: Instant): boolean {
  return run.state.name === 'succeeded' && run.endedAt !== null && run.endedAt >= from
}
