import { systemClock } from '../../electron/clock.ts'
import { createRunner } from '../../electron/runner/create-runner.ts'
import { systemDisk } from '../../electron/runner/tools/files/disk.ts'
import { noWays } from './no-web.ts'

/** A runner as a process of its own without Electron, for tests that kill it: the line to main is Node's own. */
createRunner({
  port: {
    postMessage: (message) => void process.send?.(message),
    onMessage(listener) {
      process.on('message', listener)
      return () => process.off('message', listener)
    },
  },
  clock: systemClock,
  disk: systemDisk,
  ways: noWays,
  fetch,
  onMainGone: (listener) => void process.on('disconnect', listener),
  exit: (code) => process.exit(code),
})
