import type { Agent } from '../model/agent.ts'
import type { Run } from '../model/run.ts'

/** What a new run of an agent meets: a free place, or what its owner wants where there is none. */
export type Place = 'free' | 'skip' | 'wait' | 'lineFull' | 'stopOld'

/**
 * The one rule for runs of an agent that would overlap. Its places are as many as it may do at a time, and every run that is
 * not over has one, queued ones too. `inLine`: how many of its firings are to run and have no run yet; whoever starts it by hand
 * goes before those.
 */
export function placeFor(
  { id, supervision, overlapPolicy }: Pick<Agent, 'id' | 'supervision' | 'overlapPolicy'>,
  live: readonly Pick<Run, 'agentId'>[],
  inLine = 0,
): Place {
  const tooMany = live.filter(({ agentId }) => agentId === id).length + inLine + 1 - supervision.concurrent
  if (tooMany <= 0) return 'free'
  if (overlapPolicy.kind !== 'wait') return overlapPolicy.kind
  return tooMany > overlapPolicy.inLine ? 'lineFull' : 'wait'
}
