import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScheduleDay } from '../../../shared/contract/commands/schedule.ts'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import { dayNumber, minuteOfDay } from '../../../shared/rules/format-time.ts'
import { send } from '../../bridge/client.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useHeldReply } from '../../parts/use-held-reply.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Loading } from '../../ui/states.tsx'
import { WeekLine } from '../../ui/week-line.tsx'
import { DayList } from './day-list.tsx'
import { type DayTally, highestOf, marksOf, tallyOf } from './week-days.ts'

const day = 86_400_000

/** What ran and what will run, seven days at a time, from Monday. */
export function Week() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const [shift, setShift] = useState(0)
  const from = mondayNoon(now, dayNumber(now, format.zone), shift)
  // What ran or is planned has changed: the week is read again.
  const version = useMirrorMembers(versionOf)
  const { reply, held } = useHeldReply(
    async () => ({ from, ...(await send('schedule.week', { from })) }),
    `${from} ${format.zone} ${version.text}`,
  )
  const days = held?.from === from ? held.days : null
  return (
    <section className="sec">
      <h2 className="sec-h items-center">
        {t('computer.week.title')}
        <span className="more flex items-center gap-1">
          {shift !== 0 && (
            <Button look="bare" small onClick={() => setShift(0)}>
              {t('computer.week.now')}
            </Button>
          )}
          <IconButton icon="back" small label={t('computer.week.before')} onClick={() => setShift(shift - 1)} />
          <IconButton icon="forward" small label={t('computer.week.after')} onClick={() => setShift(shift + 1)} />
        </span>
      </h2>
      {reply.kind === 'failed' ? (
        <ErrorCard level="h3" error={reply.error} />
      ) : days === null ? (
        <Loading rows={7} awaited={t('computer.week.awaited')} />
      ) : (
        <WeekOf key={from} days={days} />
      )}
    </section>
  )
}

function WeekOf({ days }: { days: readonly ScheduleDay[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const agents = useMirror((mirror) => mirror.agents)
  const today = days.findIndex(({ from, to }) => from <= now && now < to)
  const [chosen, setChosen] = useState(String(Math.max(0, today)))
  const lines = useMemo(() => {
    const highest = highestOf(days)
    const tallyText = (tally: DayTally): string =>
      (['done', 'failed', 'late', 'planned'] as const)
        .filter((kind) => tally[kind] > 0)
        .slice(0, 2)
        .map((kind) => t(`computer.week.tally.${kind}`, { count: tally[kind] }))
        .join(' · ')
    return days.map((each, index) => {
      const tally = tallyOf(each)
      return {
        id: String(index),
        day: format.weekday(each.from),
        label: t('computer.week.dayLabel', { day: format.longDate(each.from), ...tally }),
        marks: marksOf(each, format.zone, highest, (agentId) => agents[agentId]?.name ?? ''),
        nowMinute: index === today ? minuteOfDay(now, format.zone) : null,
        tally: tallyText(tally),
      }
    })
  }, [days, agents, format, now, today, t])
  const shown = days[Number(chosen)]
  return (
    <>
      <WeekLine days={lines} chosen={chosen} onChoose={setChosen} />
      {shown !== undefined && <DayList day={shown} />}
    </>
  )
}

/** Noon of the Monday of a week, whatever the zone's clocks do. `today` numbers the days since 1 January 1970, a Thursday. */
function mondayNoon(now: Instant, today: number, shift: number): Instant {
  const sinceMonday = (today + 3) % 7
  return instantSchema.parse(Math.floor(now / day) * day + day / 2 + (shift * 7 - sinceMonday) * day)
}

/** Changes when something in the week has: a run began or ended, a time was decided, an agent was saved. */
function versionOf(mirror: Mirror): { text: string } {
  const runs = Object.values(mirror.runs)
  const states = runs.map(({ id, state }) => `${id} ${state.name}`).join()
  const saved = Object.values(mirror.agents).map(({ id, updatedAt }) => `${id} ${updatedAt}`)
  return { text: `${states} ${saved.join()} ${mirror.missed[0]?.id ?? ''} ${mirror.upcoming[0]?.dueAt ?? ''}` }
}
