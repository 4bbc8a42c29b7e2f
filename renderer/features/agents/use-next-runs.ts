import { useEffect, useEffectEvent, useState } from 'react'
import type { SchedulePreview } from '../../../shared/contract/commands/schedule.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { send } from '../../bridge/client.ts'
import { useMoment } from '../../store/moment.ts'
import { tellError } from '../../store/news.ts'

const shownAtMost = 5
const nothing: SchedulePreview = { times: [], problems: [], over: [], ends: false }

/** The next moments a set of triggers is due, as main computes them, and what is wrong with any of them. */
export function useNextRuns(triggers: readonly Trigger[]): SchedulePreview {
  const [preview, setPreview] = useState(nothing)
  const now = useMoment('minute')
  const passed = preview.times.filter(({ at }) => at <= now).length
  const ask = useEffectEvent(() => send('schedule.preview', { triggers: [...triggers], count: shownAtMost }))
  const key = `${JSON.stringify(triggers)} ${passed > 0 ? now : ''}`
  useEffect(() => {
    let current = true
    ask()
      .then((answer) => current && setPreview(answer))
      .catch(tellError)
    return () => {
      current = false
    }
  }, [key])
  return preview
}
