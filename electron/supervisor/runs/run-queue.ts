import type { AgentId } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'

/**
 * The runs that may start now, in order. Runs started by hand go before scheduled ones, the oldest first; an agent does one run
 * at a time, so a second run of a working agent lets the others pass.
 */
export function nextFromQueue(queue: {
  /** Queued runs in the order they were created. */
  queued: readonly Run[]
  /** Agents that are at work; several runs of one agent count each. */
  working: readonly AgentId[]
  concurrent: number
}): Run[] {
  const busy = new Set(queue.working)
  const byHand = queue.queued.filter((run) => run.startedBy.kind === 'hand')
  const scheduled = queue.queued.filter((run) => run.startedBy.kind === 'schedule')
  const next: Run[] = []
  for (const run of [...byHand, ...scheduled]) {
    if (queue.working.length + next.length >= queue.concurrent) break
    if (busy.has(run.agentId)) continue
    busy.add(run.agentId)
    next.push(run)
  }
  return next
}

/** A run that waits for its budget or the key store, perhaps for long, leaves its place to another. */
export function isResting(state: Run['state']): boolean {
  return state.name === 'waiting' && (state.for === 'budget' || state.for === 'keyring')
}
