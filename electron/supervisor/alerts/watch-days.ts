import { toAppError } from '../../../shared/contract/errors.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { AlertAbout } from '../../../shared/model/alert.ts'
import type { Digest } from '../../../shared/model/digest.ts'
import { moneyOfAmount } from '../../../shared/model/money-report.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { FiringOutcome } from '../../../shared/model/firing.ts'
import { dayOf, firstMomentOf, startOfDay } from '../../../shared/rules/day.ts'
import { readyByAfter } from '../../../shared/rules/off-peak.ts'
import { daysAfter, weekBefore } from '../../../shared/rules/budget/period.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { FiringRepository } from '../../storage/companion/firings.ts'
import type { WeekRows } from '../../storage/companion/week-rows.ts'
import type { DigestService } from '../digest/digest-service.ts'
import type { AlertDesk } from './alert-desk.ts'

export type DayWatch = {
  /** Looks what the hour says, and waits for the next one that says something. */
  look(): void
  stop(): void
}

/** By now a day on which something was due should have brought something. */
const evening = '18:00'
const morning = '08:00'
const longestWait = 3_600_000
const unanswered: ReadonlySet<FiringOutcome> = new Set(['missed', 'tooOld', 'tooMany', 'lineFull', 'notStarted'])

/** In the evening: whether nothing ran though something was due. On Mondays: that the page of the last week is there. */
export function createDayWatch(from: {
  desk: Pick<AlertDesk, 'raise' | 'has'>
  firings: Pick<FiringRepository, 'notOnTimeBetween'>
  rows: WeekRows
  digest: DigestService
  publish: Publish
  clock: Clock
}): DayWatch {
  const { desk, firings, rows, digest, publish, clock } = from
  let cancel: (() => void) | null = null
  let isReading = false
  const tellTrouble = (thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) })

  const reached = (time: string, start: Instant) =>
    clock.now() >= readyByAfter(time, instantSchema.parse(start - 1), clock.zone())
  const judgeDay = () => {
    const start = startOfDay(clock.now(), clock.zone())
    const day = dayOf(start, clock.zone())
    if (desk.has(`nothing:${day}`) || !reached(evening, start)) return
    const due = firings.notOnTimeBetween(start, clock.now()).filter(({ outcome }) => unanswered.has(outcome)).length
    if (due === 0 || ran(start, clock.now()) > 0) return
    desk.raise(`nothing:${day}`, { kind: 'nothingRan', day, due })
  }
  const offerWeek = () => {
    const { from: first, to } = weekBefore(dayOf(clock.now(), clock.zone()))
    const monday = firstMomentOf(daysAfter(to, 1), clock.zone())
    if (isReading || desk.has(`digest:${first}`) || !reached(morning, monday)) return
    const runs = ran(firstMomentOf(first, clock.zone()), monday)
    if (runs === 0) return
    isReading = true
    digest
      .read(first)
      .then((read) => desk.raise(`digest:${first}`, aboutOf(read, runs)), tellTrouble)
      .finally(() => (isReading = false))
  }
  const ran = (since: Instant, until: Instant) => {
    const { runs, more } = rows.runs(since, until, 1)
    return runs.length + more
  }
  const look = () => {
    cancel?.()
    try {
      judgeDay()
      offerWeek()
    } catch (thrown) {
      tellTrouble(thrown)
    }
    const now = clock.now()
    const next = Math.min(...[morning, evening].map((time) => readyByAfter(time, now, clock.zone())))
    cancel = clock.after(Math.min(next - now + 1, longestWait), look)
  }
  return { look, stop: () => cancel?.() }
}

function aboutOf({ from, value, money, deliverables }: Digest, runs: number): AlertAbout {
  const { currency, value: worth } = value.total
  return {
    kind: 'digest',
    ...{ from, runs, deliverables },
    worth: currency === null || worth === null ? null : { currency, micros: worth.confirmed },
    spent: money.sum.amounts.map(moneyOfAmount),
  }
}
