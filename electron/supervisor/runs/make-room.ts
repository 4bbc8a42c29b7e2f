import { CodedError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Run } from '../../../shared/model/run.ts'
import { placeFor } from '../../../shared/rules/place.ts'

/**
 * The runs that have to give way before a new run of this agent may begin, by the agent's own rule for what overlaps.
 * @throws CodedError agent.alreadyRunning, agent.lineFull
 */
export function makeRoom(agent: Agent, live: readonly Run[]): readonly Run[] {
  switch (placeFor(agent, live)) {
    case 'free':
    case 'wait':
      return []
    case 'skip':
      throw new CodedError('agent.alreadyRunning')
    case 'lineFull':
      throw new CodedError('agent.lineFull')
    case 'stopOld': {
      const own = live.filter(({ agentId }) => agentId === agent.id)
      return own.slice(0, own.length + 1 - agent.supervision.concurrent)
    }
  }
}

/**
 * An agent that is paused or kept apart starts nothing by itself; kept apart, not even by hand unless its owner knows.
 * @throws CodedError agent.paused, agent.quarantined
 */
export function refuseByStanding({ standing }: Agent, byHand: boolean, despite: boolean): void {
  if (standing.name === 'quarantined' && !(byHand && despite)) throw new CodedError('agent.quarantined')
  if (standing.name === 'paused' && !byHand) throw new CodedError('agent.paused')
}
