import { CodedError } from '../../../shared/contract/errors.ts'
import type { Counting } from '../../../shared/contract/mirror.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { MeasuredInput } from '../../../shared/model/forecast.ts'
import { answerPortCalls, type PortHandlers } from '../../ipc/port-calls.ts'
import { type RunnerOrder } from '../../runner/protocol.ts'
import {
  type MeasureContract,
  measureOperations,
  type MeasureOrder,
  measureReportSchema,
} from '../../runner/measure/protocol.ts'
import type { HostedProcess, ProcessHost } from '../processes/process-host.ts'

export type Measurement = {
  agentId: AgentId
  /** Names what is read: a second wish to read the same joins the first. */
  task: string
  order: Omit<MeasureOrder, 'milliseconds'>
  /** A guess from the sizes of the files, long before the count. */
  onGuess: (steps: MeasuredInput['steps']) => void
  onProgress: (progress: Counting) => void
}

export type Measurer = {
  /** What lies in the folders; null when it was stopped. Rejects with why a folder cannot be used. */
  measure(measurement: Measurement): Promise<MeasuredInput['steps'] | null>
  stop(agentId: AgentId): void
  /** Ends the process, if one is alive. */
  close(): Promise<void>
}

type Job = Measurement & {
  result: Promise<MeasuredInput['steps'] | null>
  settle: (steps: MeasuredInput['steps'] | null) => void
  fail: (error: unknown) => void
  process: HostedProcess | null
}

/** Documents are read for so long; the rest is guessed from sizes. */
const readingTime = 20_000
/** A process that has not answered by then is ended. */
const longestLife = readingTime + 20_000

/** Counts documents in short-lived runners, one at a time, so that main never opens a document itself. */
export function createMeasurer(dependencies: {
  processes: Pick<ProcessHost, 'start'>
  clock: Clock
  answers: PortHandlers<MeasureContract>
}): Measurer {
  const { processes, clock, answers } = dependencies
  const waiting: Job[] = []
  let current: Job | null = null

  const begin = () => {
    if (current !== null) return
    const job = waiting.shift()
    if (job === undefined) return
    current = job
    try {
      employ(job)
    } catch (thrown) {
      finish(job, () => job.fail(thrown))
    }
  }

  const employ = (job: Job) => {
    const process = processes.start('runner')
    job.process = process
    const cancelLimit = clock.after(longestLife, () => void process.kill())
    const stopAnswering = answerPortCalls(process.port, measureOperations, answers)
    const stopListening = process.port.onMessage((message) => {
      const report = measureReportSchema.safeParse(message)
      if (!report.success || current !== job) return
      switch (report.data.type) {
        case 'measuring':
          job.onProgress({ done: report.data.done, total: report.data.total })
          break
        case 'measured': {
          const { steps, isLast } = report.data
          if (isLast) finish(job, () => job.settle(steps))
          else job.onGuess(steps)
          break
        }
        case 'failed': {
          const { code, params, detail } = report.data.error
          finish(job, () => job.fail(new CodedError(code, params, detail)))
          break
        }
      }
    })
    void process.exited.then((code) => {
      cancelLimit()
      stopAnswering()
      stopListening()
      if (current === job) finish(job, () => job.fail(new CodedError('unexpected', {}, `counting ended with ${code}`)))
    })
    const order: RunnerOrder = { type: 'measure', order: { ...job.order, milliseconds: readingTime } }
    process.port.postMessage(order)
  }

  /** The next begins when the process of this one is gone. */
  const finish = (job: Job, tell: () => void) => {
    tell()
    void (job.process?.kill() ?? Promise.resolve()).then(() => {
      if (current === job) current = null
      begin()
    })
  }

  const stop = (agentId: AgentId) => {
    for (const job of waiting.filter((each) => each.agentId === agentId)) {
      waiting.splice(waiting.indexOf(job), 1)
      job.settle(null)
    }
    const running = current
    if (running?.agentId === agentId) finish(running, () => running.settle(null))
  }

  return {
    measure(measurement) {
      const { agentId, task } = measurement
      const same = [current, ...waiting].find((job) => job?.agentId === agentId && job.task === task)
      if (same !== undefined && same !== null && !isOver.has(same)) return same.result
      stop(agentId)
      const { promise, resolve, reject } = Promise.withResolvers<MeasuredInput['steps'] | null>()
      const job: Job = {
        ...measurement,
        result: promise,
        settle: (steps) => {
          isOver.add(job)
          resolve(steps)
        },
        fail: (error) => {
          isOver.add(job)
          reject(error)
        },
        process: null,
      }
      waiting.push(job)
      begin()
      return promise
    },
    stop,
    async close() {
      for (const job of waiting.splice(0)) job.settle(null)
      const running = current
      running?.settle(null)
      await running?.process?.kill()
    },
  }
}

/** Jobs whose answer is given while their process still goes. */
const isOver = new WeakSet<Job>()
