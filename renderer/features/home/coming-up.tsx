import { useTranslation } from 'react-i18next'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'

const shownAtMost = 5

/** The next runs that start by themselves. */
export function ComingUp() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const upcoming = useMirror((mirror) => mirror.upcoming)
  const agents = useMirror((mirror) => mirror.agents)
  const paused = useMirror((mirror) => mirror.settings.paused)
  if (upcoming.length === 0) return null
  const next = upcoming.toSorted((left, right) => left.dueAt - right.dueAt).slice(0, shownAtMost)
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('today.coming.title')}
        <button type="button" className="link more" onClick={() => go({ name: 'computer' })}>
          {t('today.coming.week')}
        </button>
      </h2>
      <ul className="rows">
        {next.map((each) => (
          <li key={`${each.triggerId} ${each.dueAt}`} className="soon">
            <span className="t num">{format.clock(each.dueAt)}</span>
            <span className="min-w-0">
              <span className="cut block">{agents[each.agentId]?.name}</span>
              <small>{format.day(each.dueAt, now)}</small>
            </span>
          </li>
        ))}
      </ul>
      {paused && <p className="note mt-2">{t('today.coming.paused')}</p>}
    </section>
  )
}
