import type { MessagePortLike } from '../../electron/ipc/port-calls.ts'
import type { ProgramName, Spawn } from '../../electron/supervisor/processes/process-host.ts'
import { createPortPair } from './port-pair.ts'

/** A process that runs inside the test; it is gone at once when killed, and nothing it says then arrives. */
export type FakeProcess = {
  readonly program: ProgramName
  readonly port: MessagePortLike
  isAlive(): boolean
  /** Goes by itself, or is killed from outside. */
  exit(code: number): void
}

export type FakeProcesses = {
  spawn: Spawn
  started: FakeProcess[]
  alive(program: ProgramName): FakeProcess[]
  /** The newest of a program. */
  newest(program: ProgramName): FakeProcess
  /** From now on the system refuses to start anything. */
  refuse(message: string | null): void
}

/** Starts processes that run inside the test; `programs` says what each does with its end of the line. */
export function createFakeProcesses(
  programs: Partial<Record<ProgramName, (process: FakeProcess) => void>>,
): FakeProcesses {
  const started: FakeProcess[] = []
  let refusal: string | null = null
  return {
    started,
    spawn(program) {
      if (refusal !== null) throw new Error(refusal)
      const { ours, theirs, cut } = createPortPair()
      const exitListeners: ((code: number) => void)[] = []
      let isAlive = true
      const fake: FakeProcess = {
        program,
        port: theirs,
        isAlive: () => isAlive,
        exit(code) {
          if (!isAlive) return
          isAlive = false
          cut()
          setImmediate(() => {
            for (const listener of exitListeners) listener(code)
          })
        },
      }
      started.push(fake)
      programs[program]?.(fake)
      return {
        pid: 1000 + started.length,
        port: ours,
        onExit: (listener) => exitListeners.push(listener),
        kill: () => fake.exit(-9),
      }
    },
    alive: (program) => started.filter((process) => process.program === program && process.isAlive()),
    newest(program) {
      const found = started.findLast((process) => process.program === program)
      if (found === undefined) throw new Error(`no ${program} was started`)
      return found
    },
    refuse(message) {
      refusal = message
    },
  }
}

/** Lets everything happen that can happen without the clock moving on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
