import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { SchedulePreview } from '../../../shared/contract/commands/schedule.ts'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { isTimeTrigger } from '../../../shared/model/trigger.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { timeNotes } from './time-notes.ts'

/** When the agent will start by itself, with a note where that is not the plain time that was asked for. */
export function NextRuns({ draft, preview }: { draft: AgentDraft; preview: SchedulePreview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const paused = useMirror((mirror) => mirror.settings.paused)
  const { times, ends, over } = preview
  if (!draft.triggers.some(isTimeTrigger) || (times.length === 0 && over.length === 0)) return null
  return (
    <section>
      <h2>{t('agents.next.title')}</h2>
      {times.length > 0 && (
        <dl className="when num">
          {times.map((time) => {
            const zone = draft.triggers.find(({ id }) => id === time.triggerId)?.zone ?? format.zone
            const note = timeNotes(time, zone, format, t)
            return (
              <Fragment key={`${time.triggerId} ${time.at}`}>
                <dt>{format.day(time.at, now)}</dt>
                <dd>{format.clock(time.at)}</dd>
                {note !== '' && <dd className="why">{note}</dd>}
              </Fragment>
            )
          })}
        </dl>
      )}
      {ends && <p className="note mt-2">{t(times.length > 0 ? 'starts.next.ends' : 'starts.next.never')}</p>}
      {!draft.enabled && <p className="note mt-2">{t('agents.next.off')}</p>}
      {draft.enabled && paused && <p className="note mt-2">{t('agents.next.paused')}</p>}
    </section>
  )
}
