import type { Clock } from '../../../shared/model/clock.ts'
import { endGroup } from '../../end-group.ts'
import type { MessagePortLike } from '../../ipc/port-calls.ts'

export type ProgramName = 'gateway' | 'runner' | 'keeper' | 'sources' | 'mcp' | 'engine'

/** A utility process as the supervisor sees it. */
export type ChildProcessLike = {
  /** Undefined until the system has started it. */
  readonly pid: number | undefined
  readonly port: MessagePortLike
  onExit(listener: (code: number) => void): void
  kill(signal: 'SIGKILL'): void
}

/** Starts one of our programs with a scrubbed environment; may throw when the system refuses. */
export type Spawn = (program: ProgramName) => ChildProcessLike

/** One process that was started; messages to it are dropped once it is gone. */
export type HostedProcess = {
  /** Undefined until the system has started it. */
  pid(): number | undefined
  readonly port: MessagePortLike
  /** Resolves with the exit code, or the negative number of the signal, when the process is gone. */
  readonly exited: Promise<number>
  hasExited(): boolean
  /** Ends it at once, whatever it does, and resolves when it is gone. */
  kill(): Promise<void>
  /** Gives it that many milliseconds to go by itself, then kills it; resolves when it is gone. */
  end(graceMilliseconds: number): Promise<void>
  /** A program it started leads a group of its own, which is ended when the process is gone. */
  adopt(pid: number): void
  /** That program is over. */
  release(pid: number): void
}

export type ProcessHost = {
  start(program: ProgramName): HostedProcess
  /** How many processes are alive. */
  count(): number
}

const firstRepeat = 100
const longestRepeat = 5_000

/** Starts processes and makes sure of their end: a kill is repeated until the exit is heard, and what they started goes with them. */
export function createProcessHost(edge: { spawn: Spawn; clock: Clock; endGroup?: (pid: number) => void }): ProcessHost {
  const { spawn, clock, endGroup: endChildren = endGroup } = edge
  let alive = 0

  const start = (program: ProgramName): HostedProcess => {
    const child = spawn(program)
    alive += 1
    let isGone = false
    let isKilled = false
    let cancelRepeat: (() => void) | null = null
    const children = new Set<number>()
    const exited = new Promise<number>((resolve) => {
      child.onExit((code) => {
        if (isGone) return
        isGone = true
        alive -= 1
        cancelRepeat?.()
        for (const pid of children) endChildren(pid)
        resolve(code)
      })
    })
    const strike = (repeatAfter: number) => {
      if (isGone) return
      try {
        child.kill('SIGKILL')
      } catch {
        // It has just gone, or the system has not started it yet: the exit is heard soon, or the next blow meets it.
      }
      cancelRepeat = clock.after(repeatAfter, () => strike(Math.min(longestRepeat, repeatAfter * 2)))
    }
    const kill = async () => {
      if (!isKilled) strike(firstRepeat)
      isKilled = true
      await exited
    }
    return {
      pid: () => child.pid,
      port: {
        postMessage(message) {
          if (!isGone) child.port.postMessage(message)
        },
        onMessage: (listener) => child.port.onMessage(listener),
      },
      exited,
      hasExited: () => isGone,
      kill,
      async end(graceMilliseconds) {
        const cancel = clock.after(graceMilliseconds, () => void kill())
        await exited
        cancel()
      },
      adopt(pid) {
        if (isGone) endChildren(pid)
        else children.add(pid)
      },
      release: (pid) => void children.delete(pid),
    }
  }

  return { start, count: () => alive }
}
