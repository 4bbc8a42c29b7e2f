import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { GatewayHostEvents, GatewayState } from './gateway-host.ts'
import type { GatewayProcess } from './gateway-process.ts'

/** A gateway that has been configured and knows the runs that were live then. */
export type Awake = {
  readonly process: GatewayProcess
  readonly port: number
  /** Tokens it knows. */
  readonly admitted: Set<string>
}

export type GatewayLife = {
  /** The gateway as it is now, started or started again when need be. Throws `gateway.unavailable`, `storage.*`. */
  wake(): Promise<Awake>
  /** The gateway when it is awake or about to be; null while it sleeps. */
  ifAwake(): Promise<Awake | null>
  /** Counts as use while it lasts. */
  used<Result>(work: Promise<Result>): Promise<Result>
  /** Looks whether it is needed still, and lets it go a minute later when it is not. */
  letGoWhenIdle(): void
  state(): GatewayState
  close(): Promise<void>
}

const firstPause = 200
const longestPause = 30_000
/** After so many failures in a row everyone who waits is told; whoever asks next begins anew. */
const tries = 10
/** A gateway that has lived so long is healthy: its next failure counts as the first. */
const healthyAfter = 60_000
const idleAfter = 60_000

/** Starts the gateway when it is needed, again when it dies, and lets it go when nobody has needed it for a minute. */
export function createGatewayLife(
  options: {
    clock: Clock
    start: () => GatewayProcess
    prepare: (process: GatewayProcess) => Promise<Awake>
    /** True while runs are live. */
    isNeeded: () => boolean
    /** It is awake: from here on it is looked after. */
    onAwake: (awake: Awake) => void
  } & Pick<GatewayHostEvents, 'onState' | 'onTrouble'>,
): GatewayLife {
  const { clock, start, prepare, isNeeded, onAwake, onState, onTrouble } = options
  let state: GatewayState = 'asleep'
  let awake: Awake | null = null
  let starting: Promise<Awake> | null = null
  let newest: GatewayProcess | null = null
  let resting: Promise<void> = Promise.resolve()
  let failures = 0
  let uses = 0
  let isClosed = false
  let cancelIdle: (() => void) | null = null
  let cancelHealthy: (() => void) | null = null
  let endPause: () => void = () => undefined

  const setState = (next: GatewayState) => {
    if (state === next) return
    state = next
    onState(next)
  }
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(milliseconds, resolve)
      endPause = () => {
        cancel()
        resolve()
      }
    })

  const startOnce = async (): Promise<Awake> => {
    const process = start()
    newest = process
    try {
      const prepared = await prepare(process)
      if (process.hasExited()) throw new CodedError('gateway.unavailable', {}, 'the gateway ended while it started')
      return prepared
    } catch (thrown) {
      await process.kill()
      throw thrown
    }
  }

  const bringUp = async (): Promise<Awake> => {
    await resting
    let problem = 'the app is closing'
    for (;;) {
      if (isClosed) throw new CodedError('gateway.unavailable', {}, problem)
      if (failures >= tries) {
        failures = 0
        setState('failed')
        throw new CodedError('gateway.unavailable', {}, problem)
      }
      setState(failures === 0 ? 'starting' : 'restarting')
      if (failures > 0) await pause(Math.min(longestPause, firstPause * 2 ** (failures - 1)))
      if (isClosed) continue
      try {
        const started = await startOnce()
        awake = started
        void started.process.exited.then((code) => fall(started, code))
        cancelHealthy = clock.after(healthyAfter, () => {
          failures = 0
        })
        onAwake(started)
        setState('ready')
        return started
      } catch (thrown) {
        failures += 1
        const error = toAppError(thrown)
        problem = error.detail
        if (error.code.startsWith('storage.')) {
          // Its files cannot be used: trying again and again would only hide what is wrong.
          failures = 0
          setState('failed')
          throw thrown
        }
      }
    }
  }

  /** The gateway has died unasked. */
  const fall = (fallen: Awake, code: number) => {
    if (awake !== fallen) return
    awake = null
    cancelHealthy?.()
    cancelIdle?.()
    failures += 1
    if (isClosed || (!isNeeded() && uses === 0)) {
      setState('asleep')
      return
    }
    wake().catch((thrown: unknown) => {
      const { detail } = toAppError(thrown)
      onTrouble(
        toAppError(new CodedError('gateway.unavailable', {}, `the gateway ended with ${code}; then: ${detail}`)),
      )
    })
  }

  const wake = async (): Promise<Awake> => {
    if (awake !== null && awake.process.hasExited()) fall(awake, await awake.process.exited)
    if (awake !== null) return awake
    starting ??= bringUp().finally(() => {
      starting = null
      letGoWhenIdle()
    })
    return starting
  }

  const letGoWhenIdle = () => {
    cancelIdle?.()
    cancelIdle = null
    if (awake === null || isNeeded() || uses > 0) return
    const { process: idle } = awake
    cancelIdle = clock.after(idleAfter, () => {
      awake = null
      failures = 0
      cancelHealthy?.()
      setState('asleep')
      resting = idle.shutDown()
    })
  }

  return {
    wake,
    async ifAwake() {
      if (starting !== null) await starting.catch(() => null)
      return awake
    },
    async used(work) {
      uses += 1
      letGoWhenIdle()
      try {
        return await work
      } finally {
        uses -= 1
        letGoWhenIdle()
      }
    },
    letGoWhenIdle,
    state: () => state,
    async close() {
      isClosed = true
      endPause()
      cancelIdle?.()
      cancelHealthy?.()
      awake = null
      await resting
      await newest?.shutDown()
      setState('asleep')
    },
  }
}
