import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { RunId } from '../../../shared/model/brand.ts'
import type { SpendingRules } from '../../../shared/model/budget.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { KeepUsageYears } from '../../../shared/model/settings.ts'
import {
  type ArmedProvider,
  type GatewayContract,
  type GatewayReport,
  gatewayOperations,
  gatewayReportSchema,
} from '../../gateway/protocol.ts'
import { createPortCaller, type PortCaller } from '../../ipc/port-calls.ts'
import type { ProcessHost } from '../processes/process-host.ts'

/** One life of the gateway: from its start until its process is gone. */
export type GatewayProcess = {
  readonly exited: Promise<number>
  hasExited(): boolean
  call: PortCaller<GatewayContract>['call']
  configure(
    providers: ArmedProvider[],
    spending: SpendingRules,
    keepUsageYears?: KeepUsageYears,
  ): Promise<{ port: number }>
  /** Asks it to go, and kills it when it does not. */
  shutDown(): Promise<void>
  kill(): Promise<void>
  /** Begins to look after it: one that falls silent is killed. `whom` names a run to ask about, null while nobody needs it. */
  watch(whom: () => RunId | null): void
}

/** How often a gateway at work is asked for a sign of life; so many times without an answer mean that it hangs. */
const watchInterval = 10_000
const silencesAllowed = 3
const configureDeadline = 20_000
const shutdownGrace = 3_000

export function startGatewayProcess(options: {
  processes: ProcessHost
  clock: Clock
  ledgerPath: string
  onReport: (report: GatewayReport) => void
}): GatewayProcess {
  const { processes, clock, ledgerPath, onReport } = options
  const process = processes.start('gateway')
  const caller = createPortCaller<GatewayContract>(process.port, gatewayOperations)
  process.port.onMessage((message) => {
    const report = gatewayReportSchema.safeParse(message)
    if (!report.success) return
    if (report.data.type === 'recovering') cancelDeadline()
    onReport(report.data)
  })
  let cancelWatch: (() => void) | null = null
  /** Putting damaged books right takes as long as it takes. */
  let cancelDeadline: () => void = () => undefined
  const exited = process.exited.then((code) => {
    cancelWatch?.()
    caller.close(new CodedError('gateway.unavailable', {}, `the gateway ended with ${code}`))
    return code
  })

  let silences = 0
  const answered = () => {
    silences = 0
  }
  const look = (whom: () => RunId | null) => {
    const runId = whom()
    if (runId === null) {
      silences = 0
    } else if (silences >= silencesAllowed) {
      void process.kill()
      return
    } else {
      silences += 1
      caller.call('run.usage', { runId }).then(answered, answered)
    }
    // Counted in turns, not by the clock: after the PC slept, the gateway still gets its turns to answer.
    cancelWatch = clock.after(watchInterval, () => look(whom))
  }

  return {
    exited,
    hasExited: process.hasExited,
    call: caller.call,
    async configure(providers, spending, keepUsageYears) {
      cancelDeadline = clock.after(configureDeadline, () => void process.kill())
      try {
        const zone = clock.zone()
        return await caller.call('configure', { ledgerPath, zone, providers, spending, keepUsageYears })
      } finally {
        cancelDeadline()
      }
    },
    async shutDown() {
      if (process.hasExited()) return
      caller.call('shutdown', {}).catch((thrown: unknown) => {
        const error = toAppError(thrown)
        // It may be gone before its answer arrives, which is what was asked for.
        if (error.code !== 'gateway.unavailable') onReport({ type: 'trouble', error })
      })
      await process.end(shutdownGrace)
    },
    kill: process.kill,
    watch(whom) {
      cancelWatch = clock.after(watchInterval, () => look(whom))
    },
  }
}
