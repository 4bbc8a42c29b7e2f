import { useEffect, useEffectEvent, useState } from 'react'
import type { AgentDraft } from '../../shared/model/agent.ts'
import type { AgentId } from '../../shared/model/brand.ts'
import type { AgentForecast } from '../../shared/model/forecast.ts'
import { hasEnded } from '../../shared/model/run.ts'
import { send } from '../bridge/client.ts'
import { useMirror } from '../store/mirror.ts'
import { newestRunOf } from '../store/selectors.ts'

/** Typing is waited for so long, in milliseconds; counting starts a process and waits a little longer. */
const pauses = { known: 150, count: 600 }

/**
 * What an agent will cost, as it is saved (`draft` null) or as it is edited. `whenUnknown` has its documents counted only where nothing
 * else is known. A reply to an earlier question never takes the place of a newer one; until the first is there, null.
 */
export function useForecast(
  agentId: AgentId,
  draft: AgentDraft | null,
  count: 'always' | 'whenUnknown',
): AgentForecast | null {
  const [held, setHeld] = useState<{ agentId: AgentId; forecast: AgentForecast } | null>(null)
  const isCounting = useMirror((mirror) => mirror.counting[agentId] !== undefined)
  const world = useMirror((mirror) => {
    const newest = newestRunOf(mirror, agentId)
    const ended = newest !== undefined && hasEnded(newest.state)
    return [
      newest?.id,
      ended,
      newest?.forecastError,
      mirror.settings.usualModel.model,
      mirror.agents[agentId]?.updatedAt,
    ]
      .map(String)
      .join(' ')
  })
  const key = `${agentId} ${draft === null ? '' : JSON.stringify({ ...draft, name: '' })} ${world}`
  const ask = useEffectEvent((wantsCount: boolean, isCurrent: () => boolean) => {
    send('agents.forecast', { agentId, draft, count: wantsCount }).then(
      (forecast) => {
        if (!isCurrent()) return
        setHeld({ agentId, forecast })
        const isUnknown = forecast.run === null && forecast.problem === null
        if (!wantsCount && count === 'whenUnknown' && isUnknown) ask(true, isCurrent)
      },
      // An agent that was just removed has no cost; whatever else is wrong, its own place says.
      () => undefined,
    )
  })
  useEffect(() => {
    let current = true
    const timer = window.setTimeout(() => ask(false, () => current), pauses.known)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
    // The first guess is there when the counting has begun, and the count when it has ended.
  }, [key, isCounting])
  useEffect(() => {
    if (count !== 'always') return undefined
    let current = true
    const timer = window.setTimeout(() => ask(true, () => current), pauses.count)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [key, count])
  return held?.agentId === agentId ? held.forecast : null
}
