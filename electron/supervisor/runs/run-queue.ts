import type { AgentId } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'

/**
 * The runs that may start now, in order. Runs started by hand go before scheduled ones, the oldest first. A run that waits for
 * its owner, a budget or the network has left its place to others, but still counts as its agent's own: a run whose agent is at
 * work as often as it may be lets the others pass.
 */
export function nextFromQueue(queue: {
  /** Queued runs in the order they were created. */
  queued: readonly Run[]
  /** Runs that have begun and not ended. */
  begun: readonly Run[]
  concurrent: number
  /** How many runs of its agent may be at work at once. */
  atOnce: (run: Run) => number
}): Run[] {
  const busy = new Map<AgentId, number>()
  const count = ({ agentId }: Run) => busy.set(agentId, (busy.get(agentId) ?? 0) + 1)
  for (const run of queue.begun) count(run)
  let free = queue.concurrent - queue.begun.filter(({ state }) => state.name !== 'waiting').length
  const byHand = queue.queued.filter((run) => run.startedBy.kind === 'hand')
  const byItself = queue.queued.filter((run) => run.startedBy.kind !== 'hand')
  const next: Run[] = []
  for (const run of [...byHand, ...byItself]) {
    if (free <= 0) break
    if ((busy.get(run.agentId) ?? 0) >= queue.atOnce(run)) continue
    count(run)
    free -= 1
    next.push(run)
  }
  return next
}
