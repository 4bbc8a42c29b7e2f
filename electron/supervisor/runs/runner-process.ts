import { z } from 'zod'
import type { Clock } from '../../../shared/model/clock.ts'
import { answerPortCalls, type PortHandlers } from '../../ipc/port-calls.ts'
import {
  type RunnerContract,
  type RunnerOrder,
  type RunnerReport,
  runnerOperations,
  runnerReportSchema,
  type RunOrder,
} from '../../runner/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'

/** One life of a run's runner. */
export type RunnerProcess = {
  /** Resolves with the exit code when it is gone. */
  readonly exited: Promise<number>
  order(order: RunOrder): void
  /** Asks it to stop, and kills it when it does not at once; resolves when it is gone. */
  stop(): Promise<void>
  kill(): Promise<void>
}

/** A runner that hears `stop` tidies up in this time, in milliseconds. */
const stopGrace = 300
/** Runners beat every two seconds; one that is silent for so many turns hangs. */
const watchInterval = 10_000
const silencesAllowed = 3

const typedSchema = z.object({ type: z.string() })

/** Starts a runner, answers it, and kills it when it falls silent for 30 seconds. Throws what the system says when it cannot start. */
export function startRunnerProcess(options: {
  processes: ProcessHost
  clock: Clock
  answers: PortHandlers<RunnerContract>
  onReport: (report: Exclude<RunnerReport, { type: 'heartbeat' }>) => void
}): RunnerProcess {
  const { processes, clock, answers, onReport } = options
  const process = processes.start('runner')
  let silences = 0
  let cancelWatch: (() => void) | null = null

  const stopAnswering = answerPortCalls(process.port, runnerOperations, answers)
  const stopListening = process.port.onMessage((message) => {
    const report = runnerReportSchema.safeParse(message)
    if (report.success) {
      silences = 0
      if (report.data.type !== 'heartbeat') onReport(report.data)
    } else if (typedSchema.safeParse(message).success) {
      const detail = z.prettifyError(report.error).slice(0, 4000)
      onReport({ type: 'failed', error: { code: 'unexpected', params: {}, detail } })
    }
  })
  // Counted in turns, not by the clock: after the PC slept, the runner still gets its turns to beat.
  const look = () => {
    silences += 1
    if (silences > silencesAllowed) void process.kill()
    else cancelWatch = clock.after(watchInterval, look)
  }
  cancelWatch = clock.after(watchInterval, look)

  const send = (order: RunnerOrder) => process.port.postMessage(order)
  return {
    exited: process.exited.then((code) => {
      cancelWatch?.()
      stopAnswering()
      stopListening()
      return code
    }),
    order: (order) => send({ type: 'start', order }),
    stop() {
      send({ type: 'stop' })
      return process.end(stopGrace)
    },
    kill: process.kill,
  }
}
