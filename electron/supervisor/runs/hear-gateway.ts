import type { RunId } from '../../../shared/model/brand.ts'
import type { GatewayHost, RunReport } from '../gateway-host/gateway-host.ts'
import type { RunRecords } from './run-records.ts'

/** Shows what the gateway says of live runs: what they use, what they wait for, which model stood in. The result stops it. */
export function hearGateway(options: {
  gateway: Pick<GatewayHost, 'onReport'>
  records: RunRecords
  isWorking: (runId: RunId) => boolean
  /** A run waits, perhaps for weeks, and leaves its place to another. */
  onPlaceLeft: () => void
}): () => void {
  const { gateway, records, isWorking, onPlaceLeft } = options

  const showWaiting = ({ runId, waiting }: Extract<RunReport, { type: 'run.waiting' }>) => {
    const state = records.find(runId)?.state
    if (!isWorking(runId) || state === undefined) return
    const reason = waiting === 'retry' ? null : waiting
    const now = state.name === 'waiting' ? state.for : null
    if (now === reason || (now !== 'network' && now !== 'budget' && state.name !== 'running')) return
    if (reason === null) {
      records.insist(runId, { name: 'running' }, 'waitOver')
      return
    }
    records.insist(runId, { name: 'waiting', for: reason }, reason === 'budget' ? 'budgetFull' : 'noNetwork')
    onPlaceLeft()
  }

  return gateway.onReport((report) => {
    switch (report.type) {
      case 'run.meter':
        records.meter(report.runId, report.usage, report.tokensPerSecond)
        break
      case 'run.waiting':
        showWaiting(report)
        break
      case 'run.fallback':
        records.noteFallback(report)
        break
    }
  })
}
