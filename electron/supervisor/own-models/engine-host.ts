import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { MeasuredComputer, OwnModel } from '../../../shared/model/own-model.ts'
import { fitOf, threadsFor } from '../../../shared/rules/own-models/fit.ts'
import { type EngineContract, engineOperations, engineReportSchema } from '../../engine/protocol.ts'
import { createPortCaller } from '../../ipc/port-calls.ts'
import type { HostedProcess, ProcessHost } from '../processes/process-host.ts'

export type EngineHost = {
  /** Where the model answers; it is loaded when it is not, in place of another one. Throws `ownModel.*`. */
  doorOf(name: string): Promise<{ baseUrl: string; token: string }>
  /** Lets go of a model that is loaded, at once. */
  letGo(name: string): Promise<void>
  close(): Promise<void>
}

/** A model that nobody asked anything for so long gives its memory back, in milliseconds. */
const idleAfter = 5 * 60_000
/** Whoever was told where the engine is comes within that time. */
const grace = 5_000
/** The weights may lie in memory as a copy of the file, which the system gives back by itself. */
const spare = 0.9

type Loaded = {
  name: string
  process: HostedProcess
  door: { baseUrl: string; token: string }
  open: number
  grantedAt: number
}

/** Keeps at most one model in memory: loaded when a call needs it, gone when idle, and never more than the computer can bear. */
export function createEngineHost(dependencies: {
  processes: ProcessHost
  usable: (name: string) => Promise<OwnModel>
  measure: () => Promise<MeasuredComputer>
  newToken: () => string
  onSpeed: (name: string, tokensPerSecond: number) => void
  clock: Clock
}): EngineHost {
  const { processes, usable, measure, newToken, onSpeed, clock } = dependencies
  let loaded: Loaded | null = null
  let line: Promise<unknown> = Promise.resolve()
  let cancelIdle: () => void = () => undefined
  let isClosed = false
  let onQuiet: () => void = () => undefined

  const end = async (which: Loaded) => {
    if (loaded === which) loaded = null
    cancelIdle()
    await which.process.kill()
  }
  const watch = () => {
    cancelIdle()
    const current = loaded
    if (current === null || current.open > 0) return
    cancelIdle = clock.after(idleAfter, () => void end(current))
  }
  /** Resolves when nobody is answered by the model any more, and nobody is on the way to it. */
  const quiet = async (which: Loaded): Promise<void> => {
    for (;;) {
      if (loaded !== which) return
      const left = which.open > 0 ? null : which.grantedAt + grace - clock.now()
      if (left !== null && left <= 0) return
      await new Promise<void>((resolve) => {
        const cancel = left === null ? () => undefined : clock.after(left, resolve)
        onQuiet = () => {
          cancel()
          resolve()
        }
      })
    }
  }

  const load = async (model: OwnModel): Promise<Loaded> => {
    const computer = await measure()
    const { contextTokens, memoryBytes } = fitOf(model, computer)
    if (computer.freeMemoryBytes < memoryBytes * spare) {
      const params = { needed: gigabytes(memoryBytes), free: gigabytes(computer.freeMemoryBytes) }
      throw new CodedError('ownModel.noMemory', { name: model.name, ...params })
    }
    const process = processes.start('engine')
    const caller = createPortCaller<EngineContract>(process.port, engineOperations)
    const token = newToken()
    void process.exited.then((code) => {
      caller.close(new CodedError('ownModel.notLoaded', { name: model.name }, `the engine ended with ${code}`))
      if (loaded?.process === process) {
        loaded = null
        cancelIdle()
        onQuiet()
      }
    })
    try {
      const order = { path: model.path, contextTokens, threads: threadsFor(computer.cores), token }
      const { port } = await caller.call('open', order)
      const door = { baseUrl: `http://127.0.0.1:${port}/v1`, token }
      const made: Loaded = { name: model.name, process, door, open: 0, grantedAt: clock.now() }
      process.port.onMessage((message) => {
        const report = engineReportSchema.safeParse(message)
        if (!report.success) return
        if (report.data.type === 'speed') onSpeed(model.name, report.data.tokensPerSecond)
        if (report.data.type !== 'calls') return
        made.open = report.data.open
        onQuiet()
        watch()
      })
      return made
    } catch (thrown) {
      await process.kill()
      if (thrown instanceof CodedError && thrown.code.startsWith('ownModel.')) throw thrown
      throw new CodedError('ownModel.notLoaded', { name: model.name }, toAppError(thrown).detail)
    }
  }

  const open = async (name: string) => {
    if (isClosed) throw new CodedError('ownModel.notLoaded', { name }, 'the app is closing')
    if (loaded?.name === name && !loaded.process.hasExited()) {
      loaded.grantedAt = clock.now()
      watch()
      return loaded.door
    }
    const model = await usable(name)
    if (loaded !== null) {
      const before = loaded
      await quiet(before)
      await end(before)
    }
    const made = await load(model)
    if (isClosed || made.process.hasExited()) {
      await made.process.kill()
      throw new CodedError('ownModel.notLoaded', { name }, 'it ended at once')
    }
    loaded = made
    watch()
    return made.door
  }

  return {
    doorOf(name) {
      // One after the other, so that two models never change places at once.
      const opened = line.then(() => open(name))
      line = opened.catch(() => undefined)
      return opened
    },
    async letGo(name) {
      if (loaded?.name === name) await end(loaded)
    },
    async close() {
      isClosed = true
      if (loaded !== null) await end(loaded)
    },
  }
}

function gigabytes(bytes: number): number {
  return Math.round(bytes / 100_000_000) / 10
}
