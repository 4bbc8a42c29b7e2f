import { net } from 'electron'
import { systemClock } from '../../clock.ts'
import { openParentPort } from '../../parent-port.ts'
import { createSystemAsk } from '../tools/web/ask-through-system.ts'
import { askSite } from '../tools/web/ask-site.ts'
import { lookUpName } from '../tools/web/fetch-guarded.ts'
import { createSources } from './create-sources.ts'
import { scanFolder } from './scan-folder.ts'
import { subscribeFolder } from './subscribe-folder.ts'

/** The thin edge: hands the port of its utility process, the real clock and the real disk to what looks at sources. */

// So that a person who looks at the list of processes sees which is which.
process.title = 'kaihe-sources'
createSources({
  port: openParentPort(),
  clock: systemClock,
  scan: scanFolder,
  subscribe: subscribeFolder,
  ways: { lookUp: lookUpName, direct: askSite, viaProxy: createSystemAsk((options) => net.request(options)) },
})
process.once('disconnect', () => process.exit(0))
