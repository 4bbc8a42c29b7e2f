import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import { firingLine } from '../../parts/firing-line.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'

/** Times of today that did not become a run on time, each with its reason. */
export function Missed() {
  const { t } = useTranslation()
  const firings = useMirrorMembers(missedToday)
  if (firings.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('today.missed.title')} <span className="n num">{firings.length}</span>
      </h2>
      <ul className="rows">
        {firings.map((firing) => (
          <MissedRow key={firing.id} firing={firing} />
        ))}
      </ul>
    </section>
  )
}

function MissedRow({ firing }: { firing: Firing }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useMirror((mirror) => mirror.agents[firing.agentId]?.name)
  const ranAt = useMirror((mirror) => (firing.runId === null ? null : (mirror.runs[firing.runId]?.startedAt ?? null)))
  return (
    <li className="soon">
      <span className="t num">{format.clock(firing.dueAt)}</span>
      <span className="who">
        <button type="button" className="open cut" onClick={() => go({ name: 'agent', agentId: firing.agentId })}>
          {name}
        </button>
        <small>{firingLine(firing, ranAt, format, t)}</small>
      </span>
    </li>
  )
}

function missedToday(mirror: Mirror): Firing[] {
  return mirror.missed.filter(
    (firing) => firing.dueAt >= mirror.today.from && mirror.agents[firing.agentId] !== undefined,
  )
}
