import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunMark, ScheduleDay } from '../../../shared/contract/commands/schedule.ts'
import type { AgentId, RunId } from '../../../shared/model/brand.ts'
import { triggerWords } from '../../../shared/rules/trigger-words.ts'
import { firingLine } from '../../parts/firing-line.ts'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { Lamp } from '../../ui/lamp.tsx'
import { type DayEntry, entriesOf } from './week-days.ts'

/** What ran on a day, what did not, and what is planned. */
export function DayList({ day }: { day: ScheduleDay }) {
  const { t } = useTranslation()
  const format = useFormat()
  const entries = entriesOf(day)
  return (
    <section className="sec">
      <h3 className="sec-h">{format.longDate(day.from)}</h3>
      {entries.length === 0 ? (
        <p className="soft">{t('computer.week.nothing')}</p>
      ) : (
        <ul className="rows">
          {entries.map((entry) => (
            <Entry key={`${entry.kind} ${entry.agentId} ${entry.at}`} entry={entry} />
          ))}
        </ul>
      )}
      {day.runsMore > 0 && <p className="note mt-2">{t('computer.week.more', { count: day.runsMore })}</p>}
    </section>
  )
}

function Entry({ entry }: { entry: DayEntry }) {
  const { t } = useTranslation()
  const format = useFormat()
  switch (entry.kind) {
    case 'run': {
      const { run } = entry
      const lasted = run.endedAt === null ? '' : format.duration(run.endedAt - run.at)
      return (
        <Row
          time={format.clock(run.at)}
          lamp={<RunLamp state={run.state} />}
          whose={{ agentId: run.agentId, name: run.agentName, runId: run.runId }}
          small={[t(lampOf(run.state).text), lasted].filter((part) => part !== '').join(' · ')}
          side={<Spent runs={[run]} />}
        />
      )
    }
    case 'runs': {
      const [first] = entry.runs
      const last = entry.runs.at(-1)
      if (first === undefined || last === undefined) return null
      const failed = entry.runs.filter(({ state }) => state.name === 'failed').length
      const count = t('computer.week.times', { count: entry.runs.length })
      return (
        <Row
          time={t('computer.week.span', { first: format.clock(first.at), last: format.clock(last.at) })}
          lamp={<RunLamp state={entry.worst} />}
          whose={{ agentId: entry.agentId, name: last.agentName, runId: null }}
          small={failed === 0 ? count : `${count} · ${t('computer.week.tally.failed', { count: failed })}`}
          side={<Spent runs={entry.runs} />}
        />
      )
    }
    case 'late':
      return <LateRow entry={entry} />
    case 'planned':
      return <PlannedRow entry={entry} />
  }
}

function LateRow({ entry: { agentId, firing, runId } }: { entry: Extract<DayEntry, { kind: 'late' }> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const ranAt = useMirror((mirror) => (runId === null ? null : (mirror.runs[runId]?.startedAt ?? null)))
  return (
    <Row
      time={format.clock(firing.dueAt)}
      lamp={<Lamp name="doubt" />}
      whose={{ agentId, name: null, runId }}
      small={firingLine(firing, ranAt, format, t)}
      side=""
    />
  )
}

function PlannedRow({ entry }: { entry: Extract<DayEntry, { kind: 'planned' }> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const agent = useMirror((mirror) => mirror.agents[entry.agentId])
  const trigger = agent?.triggers.find(({ id }) => id === entry.triggerId)
  const times = entry.times.map((time) => format.clock(time)).join(', ')
  const often = entry.more ? `${times} ${t('computer.week.often')}` : entry.times.length > 1 ? times : ''
  return (
    <Row
      time={format.clock(entry.at)}
      lamp={<Lamp name="next" />}
      whose={{ agentId: entry.agentId, name: null, runId: null }}
      small={trigger === undefined ? often : triggerWords(trigger, format, t)}
      side={t('computer.week.planned')}
    />
  )
}

function Row({
  time,
  lamp,
  whose,
  small,
  side,
}: {
  time: string
  lamp: ReactNode
  whose: { agentId: AgentId; name: string | null; runId: RunId | null }
  small: string
  side: ReactNode
}) {
  const { t } = useTranslation()
  const agent = useMirror((mirror) => mirror.agents[whose.agentId])
  const name = whose.name ?? agent?.name ?? t('computer.week.removed')
  const { runId } = whose
  const open =
    runId !== null
      ? () => go({ name: 'run', runId })
      : agent === undefined
        ? null
        : () => go({ name: 'agent', agentId: whose.agentId })
  return (
    <li className="dayrow">
      <span className="t num">{time}</span>
      {lamp}
      <span className="who">
        {open === null ? (
          <b className="cut">{name}</b>
        ) : (
          <button type="button" className="open cut" onClick={open}>
            {name}
          </button>
        )}
        {small !== '' && <small>{small}</small>}
      </span>
      <span className="side num">{side}</span>
    </li>
  )
}

/** What runs cost, each currency by itself. */
function Spent({ runs }: { runs: readonly RunMark[] }) {
  const format = useFormat()
  const sums = new Map<RunMark['spent'][number]['currency'], number>()
  for (const { currency, micros } of runs.flatMap(({ spent }) => spent)) {
    sums.set(currency, (sums.get(currency) ?? 0) + micros)
  }
  return [...sums].map(([currency, micros]) => format.money({ currency, micros })).join(', ')
}
