import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { Standing } from '../../../shared/model/supervision.ts'
import { failuresInARow } from '../../../shared/rules/failures-in-a-row.ts'
import type { RunService } from '../runs/run-service.ts'

/** More runs are not looked at: the most failures that can be asked for lie well within. */
const looksBack = 100

/**
 * Judges an agent by its runs: one that brings its process down is kept apart, one that fails too often in a row is paused, and one
 * that succeeds may go on. The result is to hear of every run that ends.
 */
export function createAgentStandings(dependencies: {
  agents: { find(agentId: AgentId): Agent | null; stand(agentId: AgentId, standing: Standing): Agent }
  runs: Pick<RunService, 'list'>
  clock: Clock
}): (run: Run) => void {
  const { agents, runs, clock } = dependencies
  return ({ agentId, state, startedBy }) => {
    const agent = agents.find(agentId)
    if (agent === null) return
    const { standing, supervision } = agent
    if (state.name === 'succeeded' && standing.name !== 'ready') {
      agents.stand(agentId, { name: 'ready', since: clock.now() })
    }
    if (state.name !== 'failed') return
    const { error } = state
    if (state.reason === 'quarantined') agents.stand(agentId, { name: 'quarantined', at: clock.now(), error })
    else if (standing.name === 'ready' && startedBy.kind !== 'hand' && supervision.pauseAfterFailures !== null) {
      const { runs: newest } = runs.list({ before: null, agentId, limit: looksBack })
      const failures = failuresInARow(newest, standing.since)
      if (failures < supervision.pauseAfterFailures) return
      agents.stand(agentId, { name: 'paused', at: clock.now(), failures, error })
    }
  }
}
