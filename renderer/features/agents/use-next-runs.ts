import { useEffect, useEffectEvent, useState } from 'react'
import type { Instant } from '../../../shared/model/brand.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { send } from '../../bridge/client.ts'
import { tellError } from '../../store/news.ts'

const shownAtMost = 5

/** The next moments a set of triggers is due, as main computes them, soonest first. */
export function useNextRuns(triggers: readonly Trigger[]): readonly Instant[] {
  const [instants, setInstants] = useState<readonly Instant[]>([])
  const key = JSON.stringify(triggers)
  const preview = useEffectEvent(() =>
    Promise.all(triggers.map((trigger) => send('schedule.preview', { trigger, count: shownAtMost }))),
  )
  useEffect(() => {
    let current = true
    preview()
      .then((previews) => {
        const all = previews.flatMap((each) => each.instants)
        if (current) setInstants(all.toSorted((left, right) => left - right).slice(0, shownAtMost))
      })
      .catch(tellError)
    return () => {
      current = false
    }
  }, [key])
  return instants
}
