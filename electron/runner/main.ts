import { systemClock } from '../clock.ts'
import { createRunner } from './create-runner.ts'
import { systemDisk } from './tools/files/disk.ts'

/** The thin edge: hands the runner the port of its utility process and the real clock, disk and network. */

// So that a person who looks at the list of processes sees which is which.
process.title = 'kaihe-runner'
const { parentPort } = process
/** Chromium ends a utility process whose parent is gone (tried with `kill -9`); these are for the case that it does not. */
const signs: NodeJS.EventEmitter[] = [parentPort, process]
createRunner({
  port: {
    postMessage: (message) => parentPort.postMessage(message),
    onMessage(listener) {
      const hear = (event: { data: unknown }) => listener(event.data)
      parentPort.on('message', hear)
      return () => parentPort.off('message', hear)
    },
  },
  clock: systemClock,
  disk: systemDisk,
  fetch,
  onMainGone(listener) {
    for (const sign of signs) sign.once(sign === process ? 'disconnect' : 'close', listener)
  },
  exit: (code) => process.exit(code),
})
