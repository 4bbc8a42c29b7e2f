import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
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
import { createMessageFlow } from './message-flow.ts'
import type { RunnerFault } from './runner-faults.ts'

/** One life of a run's runner. */
export type RunnerProcess = {
  /** Resolves when it is gone: with its exit code, and with what it was ended for, if it was. */
  readonly exited: Promise<{ code: number; fault: RunnerFault }>
  order(order: RunOrder): void
  /** Asks it to stop, and kills it when it does not at once; resolves when it is gone. */
  stop(): Promise<void>
  kill(): Promise<void>
}

/** What main answers to a runner, but for what concerns its process. */
export type RunnerAnswers = Omit<PortHandlers<RunnerContract>, 'child.started' | 'child.ended'>

/** The memory a process takes, in bytes; null when the system does not say. */
export type ReadMemory = (pid: number) => number | null

/** A runner that hears `stop` tidies up in this time, in milliseconds. */
const stopGrace = 300
/** Runners beat every two seconds; one that is silent for so many turns hangs. */
const watchInterval = 10_000
const silencesAllowed = 3
const memoryInterval = 5_000

const typedSchema = z.object({ type: z.string() })

/**
 * Starts a runner, answers it, and kills it when it falls silent for 30 seconds, takes more memory than it may or says more than
 * main can hear. Throws what the system says when it cannot start.
 */
export function startRunnerProcess(options: {
  processes: ProcessHost
  clock: Clock
  answers: RunnerAnswers
  /** Main ends what is started: a runner without programs could have it end somebody else. */
  mayStartPrograms: boolean
  onReport: (report: Exclude<RunnerReport, { type: 'heartbeat' }>) => void
  /** What it asked was answered with an error. */
  onThrown: (name: string, thrown: unknown) => void
  /** In bytes; null for none. */
  memoryLimit: number | null
  readMemory: ReadMemory
}): RunnerProcess {
  const { processes, clock, answers, mayStartPrograms, onReport, onThrown, memoryLimit, readMemory } = options
  const process = processes.start('runner')
  const isFlood = createMessageFlow(clock.now)
  let fault: RunnerFault = 'processDied'
  let silences = 0
  let cancelWatch: (() => void) | null = null
  let cancelMemory: (() => void) | null = null

  const endFor = (reason: RunnerFault) => {
    if (fault === 'processDied') fault = reason
    // Whatever it still says is not listened to: hearing it out is what would hold the others up.
    stopAnswering()
    stopListening()
    void process.kill()
  }
  const handlers: PortHandlers<RunnerContract> = {
    ...answers,
    async 'child.started'({ pid }) {
      if (!mayStartPrograms) throw new CodedError('request.refused', {}, 'no step runs a program')
      process.adopt(pid)
      return {}
    },
    async 'child.ended'({ pid }) {
      process.release(pid)
      return {}
    },
  }
  const stopAnswering = answerPortCalls<RunnerContract>(process.port, runnerOperations, handlers, onThrown)
  const stopListening = process.port.onMessage((message) => {
    if (isFlood(message)) {
      endFor('flooded')
      return
    }
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
    if (silences > silencesAllowed) endFor('processHung')
    else cancelWatch = clock.after(watchInterval, look)
  }
  cancelWatch = clock.after(watchInterval, look)
  const weigh = (limit: number) => {
    const pid = process.pid()
    const bytes = pid === undefined ? null : readMemory(pid)
    if (bytes !== null && bytes > limit) endFor('tooMuchMemory')
    else cancelMemory = clock.after(memoryInterval, () => weigh(limit))
  }
  if (memoryLimit !== null) cancelMemory = clock.after(memoryInterval, () => weigh(memoryLimit))

  const send = (order: RunnerOrder) => process.port.postMessage(order)
  return {
    exited: process.exited.then((code) => {
      cancelWatch?.()
      cancelMemory?.()
      stopAnswering()
      stopListening()
      return { code, fault }
    }),
    order: (order) => send({ type: 'start', order }),
    stop() {
      send({ type: 'stop' })
      return process.end(stopGrace)
    },
    kill: process.kill,
  }
}
