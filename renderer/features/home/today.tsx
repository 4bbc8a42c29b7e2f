import { useTranslation } from 'react-i18next'
import { useFormat } from '../../parts/use-format.ts'
import { useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { AfterCrashes } from './after-crashes.tsx'
import { AgentShortcuts } from './agent-shortcuts.tsx'
import { ComingUp } from './coming-up.tsx'
import { HeldFor } from './held-for.tsx'
import { Missed } from './missed.tsx'
import { NeedsYou } from './needs-you.tsx'
import { NewestResults } from './newest-results.tsx'
import { ReadyAgent } from './ready-agent.tsx'
import { todayAnswer } from './today-answer.ts'
import { Repaired } from './repaired.tsx'
import { ToKnow } from './to-know.tsx'
import { TodayLine } from './today-line.tsx'
import { UsageToday } from './usage-today.tsx'
import { ValueMonth } from './value-month.tsx'
import { WorkingNow } from './working-now.tsx'

/** What needs me, what is working, what today cost, what comes next. */
export function Today() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { main, mainCount, rest, restCount } = useMirrorMembers(todayAnswer)
  const words = (key: string, count: number) => t(key, { count, number: format.inWords(count) })
  return (
    <div className="inner">
      <div className="head">
        <div>
          <p className="over">{format.longDate(now)}</p>
          <h1 className="title">
            {rest === ''
              ? words(main, mainCount)
              : t('today.sentences', { main: words(main, mainCount), rest: words(rest, restCount) })}
          </h1>
        </div>
      </div>
      <TodayLine />
      <div className="cols">
        <div>
          <Repaired />
          <AfterCrashes />
          <HeldFor />
          <NeedsYou />
          <ToKnow />
          <ReadyAgent />
          <WorkingNow />
          <AgentShortcuts />
        </div>
        <aside aria-label={t('today.aside')}>
          <UsageToday />
          <ValueMonth />
          <Missed />
          <ComingUp />
          <NewestResults />
        </aside>
      </div>
    </div>
  )
}
