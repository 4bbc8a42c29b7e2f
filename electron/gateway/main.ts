import { randomUUID } from 'node:crypto'
import { net } from 'electron'
import { systemClock } from '../clock.ts'
import { openParentPort } from '../parent-port.ts'
import { pause } from '../pause.ts'
import { createGateway } from './create-gateway.ts'
import { createOutgoingFetch } from '../outgoing-fetch.ts'

/** The gateway's process: everything that is Electron's, and nothing else. */

/** The pace of the practice model, in milliseconds from one word to the next: quick, but as a stream. */
const practicePace = 8

// So that a person who looks at the list of processes sees which is which.
process.title = 'kaihe-gateway'

const exit = (): never => process.exit(0)
const gateway = createGateway({
  port: openParentPort(),
  clock: systemClock,
  random: Math.random,
  soon: (callback) => void setImmediate(callback),
  provider: {
    fetch: createOutgoingFetch({ viaSystem: (url, init) => net.fetch(url, init), direct: fetch }),
    practice: (signal) => ({
      pace: () => pause(practicePace, systemClock, signal),
      id: `practice-${randomUUID()}`,
      createdSeconds: Math.floor(systemClock.now() / 1_000),
    }),
  },
  isConnected: () => net.isOnline(),
  exit,
})

/** An end without `shutdown` still closes the books. Should main die, Chromium ends this process with it (tried). */
const leave = (): void => void gateway.close().finally(exit)
process.on('SIGTERM', leave)
process.on('SIGINT', leave)
