import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasEnded } from '../../shared/model/run.ts'
import { lampOf } from '../parts/run-state.ts'
import { useMirror } from '../store/mirror.ts'
import { liveRuns } from '../store/selectors.ts'

/** Reads the end of a run aloud, politely, wherever the owner is. Streaming text is never read aloud. */
export function RunEnds() {
  const { t } = useTranslation()
  const live = useMirror((mirror) =>
    liveRuns(mirror)
      .map((run) => run.id)
      .join(' '),
  )
  const runs = useMirror((mirror) => mirror.runs)
  const before = useRef(live)
  const [words, setWords] = useState('')
  const say = useEffectEvent((ids: readonly string[]) => {
    const ended = ids.flatMap((id) => runs[id] ?? []).filter((run) => hasEnded(run.state))
    if (ended.length === 0) return
    setWords(ended.map((run) => t('nav.ended', { agent: run.agentName, state: t(lampOf(run.state).text) })).join(' '))
  })
  useEffect(() => {
    const gone = before.current.split(' ').filter((id) => id !== '' && !live.split(' ').includes(id))
    before.current = live
    say(gone)
  }, [live])
  return (
    <div className="sr" aria-live="polite">
      {words}
    </div>
  )
}
