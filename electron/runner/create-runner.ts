import { z } from 'zod'
import { CodedError, toAppError } from '../../shared/contract/errors.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { createPortCaller, type MessagePortLike } from '../ipc/port-calls.ts'
import { startMeasuring } from './measure/start-measuring.ts'
import {
  type RunnerContract,
  type RunnerReport,
  type RunOrder,
  runnerOperations,
  runnerOrderSchema,
} from './protocol.ts'
import { type PlanContract, planOperations } from './planning/protocol.ts'
import { type UndoContract, undoOperations } from './undo/protocol.ts'
import { createReports } from './reports.ts'
import { runSteps } from './run-loop.ts'
import { type Disk, settledPlace } from './tools/files/disk.ts'
import type { WebWays } from './tools/web/fetch-guarded.ts'

export type RunnerDependencies = {
  readonly port: MessagePortLike
  readonly clock: Clock
  readonly disk: Disk
  /** Of the gateway, on this computer. */
  readonly fetch: typeof fetch
  /** To the sites of the web. */
  readonly ways: WebWays
  /** Tells when main is gone: nobody would hear or keep anything any more. */
  readonly onMainGone: (listener: () => void) => void
  readonly exit: (code: number) => void
}

const heartbeatMilliseconds = 2000
/** What a stopped run gets to remove its own half-written file; main kills it after 300. */
const tidyMilliseconds = 200
/** Main ends the process once it has stored the end of the run; if it never does, the process goes by itself. */
const lingerMilliseconds = 5000

/** One runner: waits for its order, does one run, reports, and can be stopped or killed at any moment. */
export function createRunner({ port, clock, disk, fetch, ways, onMainGone, exit }: RunnerDependencies): void {
  const send = (report: RunnerReport): void => port.postMessage(report)
  const stopping = new AbortController()
  let work: Promise<void> | null = null

  const begin = (order: RunOrder): void => {
    const main = createPortCaller<RunnerContract>(port, runnerOperations)
    const reports = createReports(send, clock)
    const { signal } = stopping
    signal.addEventListener('abort', () => main.close(stopped))
    work = settled(order, disk)
      .then((own) => runSteps({ order: own, main, reports, clock, disk, fetch, ways, signal }))
      .then(
        (outcome) => {
          reports.flush()
          end({ type: 'finished', outcome })
        },
        (thrown: unknown) => {
          // A stopped run has not failed, and main knows that it was stopped.
          if (signal.aborted) return
          reports.flush()
          end({ type: 'failed', error: toAppError(thrown) })
        },
      )
  }

  const end = (report: RunnerReport): void => {
    send(report)
    clock.after(lingerMilliseconds, () => exit(0))
  }

  const stop = (): void => {
    stopping.abort(stopped)
    if (work === null) return exit(0)
    const cancel = clock.after(tidyMilliseconds, () => exit(0))
    void work.then(() => {
      cancel()
      exit(0)
    })
  }

  port.onMessage((message) => {
    if (!isOrder(message)) return
    const read = runnerOrderSchema.safeParse(message)
    if (!read.success) {
      end({ type: 'failed', error: toAppError(new CodedError('request.invalid', {}, z.prettifyError(read.error))) })
    } else if (read.data.type === 'stop') {
      stop()
    } else if (work === null && read.data.type === 'measure') {
      work = startMeasuring(read.data.order, { port, clock, disk, signal: stopping.signal })
    } else if (work === null && read.data.type === 'letOut') {
      const { order } = read.data
      work = import('./pages/let-out.ts').then(({ letOut }) =>
        letOut(order, { send: port.postMessage, ways, signal: stopping.signal }),
      )
    } else if (work === null && read.data.type === 'undo') {
      const { order } = read.data
      const main = createPortCaller<UndoContract>(port, undoOperations)
      work = import('./undo/undo-acts.ts')
        .then(async ({ undoActs }) => {
          const keptFolder = await settledPlace(order.keptFolder, disk)
          await undoActs({ ...order, keptFolder }, { main, disk, signal: stopping.signal })
        })
        .then(
          () => end({ type: 'undone' }),
          (thrown: unknown) => end({ type: 'failed', error: toAppError(thrown) }),
        )
    } else if (work === null && read.data.type === 'plan') {
      const { order } = read.data
      const main = createPortCaller<PlanContract>(port, planOperations)
      work = import('./planning/make-plan.ts')
        .then(({ makePlan }) => makePlan(order, { main, clock, fetch, signal: stopping.signal }))
        .then(
          (plan) => end({ type: 'planned', plan }),
          (thrown: unknown) => end({ type: 'failed', error: toAppError(thrown) }),
        )
    } else if (work === null && read.data.type === 'start') {
      begin(read.data.order)
    }
  })
  onMainGone(() => {
    stopping.abort(stopped)
    exit(0)
  })
  beat(send, clock)
}

/** The folders of our own may lie behind a link, as a home folder does that was moved to another disk. */
async function settled(order: RunOrder, disk: Disk): Promise<RunOrder> {
  const [scratchFolder, keptFolder] = await Promise.all([
    settledPlace(order.scratchFolder, disk),
    settledPlace(order.keptFolder, disk),
  ])
  return { ...order, scratchFolder, keptFolder }
}

const stopped = new CodedError('run.ended', {}, 'the run was stopped')

/** Everything else on the port is an answer to something the run asked. */
function isOrder(message: unknown): boolean {
  return z.object({ type: z.enum(['start', 'measure', 'letOut', 'undo', 'plan', 'stop']) }).safeParse(message).success
}

/** As long as this process handles its events main hears of it; one that hangs falls silent. */
function beat(send: (report: RunnerReport) => void, clock: Clock): void {
  send({ type: 'heartbeat' })
  clock.after(heartbeatMilliseconds, () => beat(send, clock))
}
