import { createGateway } from '../../electron/gateway/create-gateway.ts'
import { systemClock } from '../../electron/clock.ts'

/** The gateway as a process of its own without Electron, for tests that kill it: the line to main is Node's own. */
const send = (message: unknown): void => void process.send?.(message)
createGateway({
  port: {
    postMessage: send,
    onMessage(listener) {
      process.on('message', listener)
      return () => process.off('message', listener)
    },
  },
  clock: systemClock,
  random: Math.random,
  soon: (callback) => void setImmediate(callback),
  provider: {
    fetch: (url, init) => fetch(url, init),
    practice: () => ({ pace: () => Promise.resolve(), id: 'practice-1', createdSeconds: 0 }),
  },
  isConnected: () => true,
  exit: () => process.exit(0),
})
