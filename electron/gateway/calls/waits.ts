import type { RunId } from '../../../shared/model/brand.ts'
import type { GatewayReport } from '../protocol.ts'

/** Tells when a run begins to wait for its provider, and when none of its calls does any more. */
export function createWaits(report: (report: GatewayReport) => void) {
  const waiting = new Map<RunId, number>()
  return {
    /** The run has come, perhaps from an earlier gateway that said it waits: it does not, unless it waits here. */
    welcome(runId: RunId): void {
      if (!waiting.has(runId)) report({ type: 'run.waiting', runId, waiting: null })
    },
    note(runId: RunId, kind: 'network' | 'retry' | 'budget' | null): void {
      const count = Math.max(0, (waiting.get(runId) ?? 0) + (kind === null ? -1 : 1))
      if (count === 0) waiting.delete(runId)
      else waiting.set(runId, count)
      if (kind !== null || count === 0) report({ type: 'run.waiting', runId, waiting: kind })
    },
  }
}
