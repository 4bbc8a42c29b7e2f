import { useEffect, useRef, useState } from 'react'
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
  useEffect(() => {
    const gone = before.current.split(' ').filter((id) => id !== '' && !live.split(' ').includes(id))
    before.current = live
    const ended = gone.map((id) => runs[id]).filter((run) => run !== undefined && hasEnded(run.state))
    if (ended.length === 0) return
    setWords(
      ended.map((run) => t('nav.ended', { agent: run?.agentName, state: run && t(lampOf(run.state).text) })).join(' '),
    )
    // Only the end of a run is said, so the list of live runs alone decides.
  }, [live])
  return (
    <div className="sr" aria-live="polite">
      {words}
    </div>
  )
}
