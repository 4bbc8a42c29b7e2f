import { systemClock } from '../../electron/clock.ts'
import { createSources } from '../../electron/runner/sources/create-sources.ts'
import { scanFolder } from '../../electron/runner/sources/scan-folder.ts'
import { subscribeFolder } from '../../electron/runner/sources/subscribe-folder.ts'
import { askSite } from '../../electron/runner/tools/web/ask-site.ts'
import { lookUpName } from '../../electron/runner/tools/web/fetch-guarded.ts'

/** What looks at sources, as a process of its own without Electron: the line to main is Node's own. */
createSources({
  port: {
    postMessage: (message) => void process.send?.(message),
    onMessage(listener) {
      process.on('message', listener)
      return () => process.off('message', listener)
    },
  },
  clock: systemClock,
  scan: scanFolder,
  subscribe: subscribeFolder,
  ways: { lookUp: lookUpName, direct: askSite, viaProxy: askSite },
})
process.on('disconnect', () => process.exit(0))
