import type { Instant } from '../../shared/model/brand.ts'
import type { Firing } from '../../shared/model/firing.ts'
import type { Translate } from '../../shared/rules/format.ts'
import { clockText, dayNumber, shortDateText, type TimePlace } from '../../shared/rules/format-time.ts'

/** What came of a time that was not kept: "Due 09:30, the computer slept, ran 11:12". `ranAt`: when its run began, where known. */
export function firingLine(firing: Firing, ranAt: Instant | null, place: TimePlace, t: Translate): string {
  const { dueAt, cause, outcome, error } = firing
  const due = t('today.missed.due', { time: clockText(dueAt, place) })
  const because = cause === null ? [] : [t(`today.missed.because.${cause}`)]
  const line = [due, ...because, endOf(firing, ranAt, place, t)].join(t('today.missed.and'))
  if (error === null || outcome !== 'notStarted') return line
  return t('today.missed.error', { line, what: t(`errors.${error.code}.what`, error.params) })
}

function endOf({ outcome, runId, dueAt, decidedAt }: Firing, ranAt: Instant | null, place: TimePlace, t: Translate) {
  const began = ranAt ?? decidedAt
  const isSameDay = dayNumber(began, place.zone) === dayNumber(dueAt, place.zone)
  const time = isSameDay ? clockText(began, place) : `${shortDateText(began, place, t)} ${clockText(began, place)}`
  if (runId !== null && outcome === 'ranLate') return t('today.missed.ranAt', { time })
  if (runId !== null && outcome === 'missed') return t('today.missed.madeUpAt', { time })
  return t(`today.missed.${outcome}`)
}
