import type { AgentId } from '../../shared/model/brand.ts'
import { send } from '../bridge/client.ts'
import { readMirror } from '../store/mirror.ts'
import { go } from '../store/place.ts'

/** Runs an agent and shows the run. One that is kept apart is shown instead: there its owner reads why, and decides. */
export async function runByHand(agentId: AgentId): Promise<void> {
  if (readMirror().agents[agentId]?.standing.name === 'quarantined') {
    go({ name: 'agent', agentId })
    return
  }
  const { runId } = await send('agents.run', { agentId })
  go({ name: 'run', runId })
}
