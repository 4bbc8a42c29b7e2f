import { systemClock } from '../../electron/clock.ts'
import { createRunner } from '../../electron/runner/create-runner.ts'
import { systemDisk } from '../../electron/runner/tools/files/disk.ts'
import { noWays } from './no-web.ts'

/** Starts the real runner in this process; the result takes what main says. */
export function startHonestRunner(): (message: unknown) => void {
  const listeners = new Set<(message: unknown) => void>()
  createRunner({
    port: {
      postMessage: (message) => void process.send?.(message),
      onMessage(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    clock: systemClock,
    disk: systemDisk,
    ways: noWays,
    fetch,
    onMainGone: (listener) => void process.on('disconnect', listener),
    exit: (code) => process.exit(code),
  })
  return (message) => {
    for (const listener of [...listeners]) listener(message)
  }
}
