import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import type { Run } from '../../../shared/model/run.ts'
import { dayNumber, minuteOfDay } from '../../../shared/rules/format-time.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { runsOfToday, waitsForOwner } from '../../store/selectors.ts'
import { DayLine } from '../../ui/day-line.tsx'
import type { DayMark } from '../../ui/day-marks.tsx'
import { useTicking } from '../../ui/figures.tsx'

/** The day so far and the day to come, on one line. */
export function TodayLine() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const runs = useTicking(useMirrorMembers(runsOfToday))
  const upcoming = useMirror((mirror) => mirror.upcoming)
  const names = useMirrorMembers(agentNames)
  const marks = useMemo(() => {
    const highest = new Map<string, number>()
    for (const { currency, micros } of runs.flatMap((run) => run.usage.spent)) {
      highest.set(currency, Math.max(highest.get(currency) ?? 0, micros))
    }
    const done = runs.map(
      (run): DayMark => ({
        id: run.id,
        minute: minuteOfDay(run.startedAt ?? run.createdAt, format.zone),
        height: heightOf(run, highest),
        kind: kindOf(run),
        name: `${format.clock(run.startedAt ?? run.createdAt)} ${run.agentName}`,
      }),
    )
    const planned = upcoming
      .filter((each) => dayNumber(each.dueAt, format.zone) === dayNumber(now, format.zone))
      .map(
        (each): DayMark => ({
          id: `${each.triggerId} ${each.dueAt}`,
          minute: minuteOfDay(each.dueAt, format.zone),
          height: 0,
          kind: 'plan',
          name: `${format.clock(each.dueAt)} ${names[each.agentId] ?? ''}`,
        }),
      )
    return [...done, ...planned]
  }, [runs, upcoming, names, format, now])
  const count = (kind: DayMark['kind']) => marks.filter((mark) => mark.kind === kind).length
  const tally = { done: count('done'), failed: count('fail'), waiting: count('wait'), planned: count('plan') }
  return (
    <DayLine
      marks={marks}
      nowMinute={minuteOfDay(now, format.zone)}
      now={format.clock(now)}
      done={tally.done > 0 ? t('today.line.done', { count: tally.done }) : ''}
      planned={tally.planned > 0 ? t('today.line.planned', { count: tally.planned }) : ''}
      label={t('today.line.label', tally)}
    />
  )
}

function agentNames(mirror: Mirror): Record<string, string> {
  return Object.fromEntries(Object.values(mirror.agents).map((agent) => [agent.id, agent.name]))
}

/** Each currency has its own scale: amounts of different currencies are never compared. */
function heightOf(run: Run, highest: ReadonlyMap<string, number>): number {
  const shares = run.usage.spent.map(({ currency, micros }) => micros / Math.max(1, highest.get(currency) ?? 1))
  return Math.max(0, ...shares)
}

function kindOf(run: Run): DayMark['kind'] {
  switch (run.state.name) {
    case 'failed':
      return 'fail'
    case 'waiting':
      return waitsForOwner(run) ? 'wait' : 'off'
    case 'queued':
    case 'running':
    case 'stopping':
      return 'run'
    case 'succeeded':
      return 'done'
    case 'stopped':
    case 'skipped':
      return 'off'
  }
}
