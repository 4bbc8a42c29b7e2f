import { net } from 'electron'
import { runBelowOthers } from '../below-others.ts'
import { systemClock } from '../clock.ts'
import { createOutgoingFetch } from '../outgoing-fetch.ts'
import { openParentPort } from '../parent-port.ts'
import { createEngine } from './create-engine.ts'

/** The process of models that run on this computer: it fetches and looks at their files, or answers with one of them. */

// So that a person who looks at the list of processes sees which is which.
process.title = 'kaihe-engine'
runBelowOthers()
createEngine({
  port: openParentPort(),
  clock: systemClock,
  fetch: createOutgoingFetch({ viaSystem: (url, init) => net.fetch(url, init), direct: fetch }),
  // The machine code is loaded by the process that needs it, and by no other.
  loadModel: async (order) => (await import('./serve/llama.ts')).loadLlama(order),
})
