import { net } from 'electron'
import { runBelowOthers } from '../below-others.ts'
import { systemClock } from '../clock.ts'
import { openParentPort } from '../parent-port.ts'
import { createRunner } from './create-runner.ts'
import { systemDisk } from './tools/files/disk.ts'
import { createSystemAsk } from './tools/web/ask-through-system.ts'
import { askSite } from './tools/web/ask-site.ts'
import { lookUpName } from './tools/web/fetch-guarded.ts'

/** The thin edge: hands the runner the port of its utility process and the real clock, disk and network. */

// So that a person who looks at the list of processes sees which is which.
process.title = 'kaihe-runner'
runBelowOthers()
/** Chromium ends a utility process whose parent is gone (tried with `kill -9`); these are for the case that it does not. */
const signs: NodeJS.EventEmitter[] = [process.parentPort, process]
createRunner({
  port: openParentPort(),
  clock: systemClock,
  disk: systemDisk,
  fetch,
  ways: { lookUp: lookUpName, direct: askSite, viaProxy: createSystemAsk((options) => net.request(options)) },
  onMainGone(listener) {
    for (const sign of signs) sign.once(sign === process ? 'disconnect' : 'close', listener)
  },
  exit: (code) => process.exit(code),
})
