import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { constants } from 'node:os'
import type { ProgramName, Spawn } from '../../electron/supervisor/processes/process-host.ts'

const ordinary: Partial<Record<ProgramName, string>> = {
  gateway: join(import.meta.dirname, '..', 'gateway', 'gateway-process.ts'),
  runner: join(import.meta.dirname, 'runner-process.ts'),
  sources: join(import.meta.dirname, 'sources-process.ts'),
  mcp: join(import.meta.dirname, 'mcp-process.ts'),
}

export type ForkedProcesses = {
  spawn: Spawn
  /** The process ids of those alive. */
  alive(program: ProgramName): number[]
}

/** Real processes with Node's own message line, so that tests can do to them what `kill -9` does. `others` take a program's place. */
export function createForkedProcesses(others: Partial<Record<ProgramName, string>> = {}): ForkedProcesses {
  const programs = { ...ordinary, ...others }
  const children: { program: ProgramName; child: ChildProcess }[] = []
  return {
    spawn(program) {
      const path = programs[program]
      if (path === undefined) throw new Error(`no ${program} for tests`)
      const child = fork(path, {
        execArgv: [],
        env: { PATH: process.env.PATH, ELECTRON_RUN_AS_NODE: '1' },
        serialization: 'advanced',
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      children.push({ program, child })
      return {
        pid: child.pid,
        port: {
          postMessage(message) {
            // A process that was killed is still there until its end is heard; what it is sent is lost, as everywhere.
            if (child.connected) child.send(Object(message), () => undefined)
          },
          onMessage(listener) {
            child.on('message', listener)
            return () => child.off('message', listener)
          },
        },
        onExit: (listener) => {
          child.once('exit', (code, signal) => listener(code ?? -(signal === null ? 0 : constants.signals[signal])))
        },
        kill: (signal) => void child.kill(signal),
      }
    },
    alive: (program) =>
      children.flatMap((each) => {
        const { pid, exitCode, signalCode } = each.child
        return each.program === program && pid !== undefined && exitCode === null && signalCode === null ? [pid] : []
      }),
  }
}
