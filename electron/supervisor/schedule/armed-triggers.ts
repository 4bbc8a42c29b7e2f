import { toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId, Instant } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { isTimeTrigger, type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { nextInstant } from '../../../shared/rules/recurrence.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { ArmedTrigger, FiringRepository } from '../../storage/companion/firings.ts'

export type ArmedTriggers = {
  /** Brings the rows of one agent to its triggers; the result says whether any changed. */
  arrange(agent: Pick<Agent, 'id' | 'enabled' | 'triggers'>): boolean
  /** The same for some of the agents whose rows a crash or an older version left behind; false when there are no more. */
  arrangeSome(): boolean
  /** The trigger with its next moment after now, as it is to be stored. */
  computedNow(armed: Pick<ArmedTrigger, 'agentId' | 'trigger' | 'armedAt'>): ArmedTrigger
}

/** Agents arranged in one go, and milliseconds after which one stops earlier, so that ten thousand of them do not hold main up. */
const agentsAtOnce = 25
const longestSlice = 8

/** Which triggers are armed, and when each is due next. Only what changed is computed. */
export function createArmedTriggers(dependencies: {
  firings: FiringRepository
  agents: { find(agentId: AgentId): Agent | null }
  clock: Clock
  publish: Publish
}): ArmedTriggers {
  const { firings, agents, clock, publish } = dependencies

  /** The first moment after now that was not answered yet. */
  const nextOpen = (agentId: AgentId, trigger: Trigger, after: Instant): Instant | null => {
    if (!isTimeTrigger(trigger)) return null
    let next = nextInstant(trigger, after)
    while (next !== null && firings.isAnswered(agentId, trigger.id, next)) next = nextInstant(trigger, next)
    return next
  }
  const computedNow: ArmedTriggers['computedNow'] = (armed) => {
    const now = clock.now()
    try {
      return { ...armed, nextDue: nextOpen(armed.agentId, armed.trigger, now), computedAt: now }
    } catch (thrown) {
      // One schedule that cannot be read, from a file somebody changed, must not keep the others from running.
      publish({ type: 'notice', error: toAppError(thrown) })
      return { ...armed, nextDue: null, computedAt: now }
    }
  }
  const arrange: ArmedTriggers['arrange'] = ({ id: agentId, enabled, triggers }) => {
    const wanted = enabled ? triggers : []
    const armed = firings.armedOf(agentId)
    let changed = false
    for (const triggerId of armed.keys()) {
      if (wanted.some((trigger) => trigger.id === triggerId)) continue
      firings.disarm(agentId, triggerId)
      changed = true
    }
    for (const trigger of wanted) {
      const definition = armed.get(trigger.id)
      if (definition !== undefined && isSame(definition, trigger)) continue
      firings.arm(computedNow({ agentId, trigger, armedAt: clock.now() }))
      changed = true
    }
    firings.arranged(agentId)
    return changed
  }
  return {
    arrange,
    arrangeSome() {
      const left = firings.unarranged(agentsAtOnce)
      const begun = clock.now()
      firings.together(() => {
        for (const id of left) {
          arrange(agents.find(id) ?? { id, enabled: false, triggers: [] })
          if (clock.now() - begun >= longestSlice) break
        }
      })
      return firings.unarranged(1).length > 0
    },
    computedNow,
  }
}

/** A trigger that was stored by an older version reads the same and is written another way. */
function isSame(definition: string, trigger: Trigger): boolean {
  const wanted = JSON.stringify(trigger)
  if (definition === wanted) return true
  const read = triggerSchema.safeParse(JSON.parse(definition))
  return read.success && JSON.stringify(read.data) === wanted
}
