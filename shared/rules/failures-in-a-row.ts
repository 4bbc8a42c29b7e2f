import type { Instant } from '../model/brand.ts'
import type { Run } from '../model/run.ts'

/**
 * How many scheduled runs of an agent failed one after the other, from its newest run back to its last success. What its owner
 * refused, stopped or started by hand says nothing of the agent, and a reached limit is not its fault.
 */
export function failuresInARow(newestFirst: readonly Run[], since: Instant | null): number {
  let failures = 0
  for (const { state, startedBy, createdAt } of newestFirst) {
    if (since !== null && createdAt < since) break
    if (state.name === 'succeeded') break
    if (state.name !== 'failed' || startedBy.kind === 'hand') continue
    if (state.reason !== 'refused' && state.reason !== 'cap') failures += 1
  }
  return failures
}
