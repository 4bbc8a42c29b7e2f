import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirrorMembers } from '../../store/mirror.ts'
import { needsCount, waitsForOwner, workingRuns } from '../../store/selectors.ts'
import { HeldRows } from './held-rows.tsx'
import { NowRows } from './now-rows.tsx'
import { StandsOn } from './stands-on.tsx'
import { Week } from './week.tsx'

/** How this computer and its agents are, and what their week was and will be. */
export function Computer() {
  const { t } = useTranslation()
  const format = useFormat()
  const { key, count } = useMirrorMembers(answerOf)
  return (
    <div className="inner">
      <div className="head">
        <div>
          <p className="over">{t('computer.over')}</p>
          <h1 className="title">{t(`computer.title.${key}`, { count, number: format.inWords(count) })}</h1>
        </div>
      </div>
      <div className="cols">
        <div>
          <HeldRows />
          <NowRows />
          <Week />
        </div>
        <aside>
          <StandsOn />
        </aside>
      </div>
    </div>
  )
}

type Answer = { readonly key: 'needs' | 'paused' | 'waiting' | 'working' | 'well'; readonly count: number }

function answerOf(mirror: Mirror): Answer {
  const needs = needsCount(mirror)
  if (needs > 0) return { key: 'needs', count: needs }
  if (mirror.settings.paused) return { key: 'paused', count: 0 }
  const live = workingRuns(mirror)
  const waiting = live.filter((run) => run.state.name === 'waiting' && !waitsForOwner(run)).length
  if (waiting > 0) return { key: 'waiting', count: waiting }
  return live.length > 0 ? { key: 'working', count: live.length } : { key: 'well', count: 0 }
}
