import { CodedError } from '../../../shared/contract/errors.ts'
import type { Heard, Place } from '../lines/line.ts'
import type { CallOrder, CallTools } from './call-order.ts'
import type { Ending } from './ending.ts'
import { mostTries } from './retry-plan.ts'

/** Nothing was sent, since the way to the provider is closed and there is another model to ask. */
export class WayClosed extends Error {
  readonly error: CodedError

  constructor(error: CodedError) {
    super(error.message, { cause: error })
    this.name = 'WayClosed'
    this.error = error
  }
}

/** The way of one call to its provider: past the network, past a provider that does not answer, to a place among its calls. */
export type Gate = {
  /** Waits for its turn; does nothing where it has it. Throws WayClosed, and the signal's reason. */
  enter(): Promise<void>
  /** Gives the place back, if there is one. */
  leave(heard: Heard): void
  /** One more failure of its own to be counted against its patience. */
  failed(): void
}

/** `hasOther`: whether another model could be asked at once; then nothing that is closed is waited for. */
export function createGate(options: {
  order: CallOrder
  signal: AbortSignal
  hasOther: () => boolean
  tools: Pick<CallTools, 'network' | 'onWaiting'>
}): Gate {
  const { order, signal, hasOther, tools } = options
  const { line, pass } = order
  let place: Place | null = null
  let failures = 0

  const isAway = (): boolean => line.isOutside && tools.network.isAway()
  const waitShown = async <Result>(kind: 'network' | 'retry', work: Promise<Result>): Promise<Result> => {
    tools.onWaiting(pass.runId, kind)
    try {
      return await work
    } finally {
      tools.onWaiting(pass.runId, null)
    }
  }
  const takePlace = async (): Promise<Place> => {
    const patience = hasOther() ? 0 : mostTries - failures
    const entering = line.enter(pass.runId, signal, patience)
    try {
      return await (line.downFor() === null ? entering : waitShown('retry', entering))
    } catch (thrown) {
      throw !signal.aborted && thrown instanceof CodedError ? new WayClosed(thrown) : thrown
    }
  }

  return {
    async enter() {
      while (place === null) {
        if (isAway()) {
          if (hasOther()) throw new WayClosed(new CodedError('provider.unreachable', { host: line.host }, 'no network'))
          await waitShown('network', tools.network.back(signal))
        }
        place = await takePlace()
        // It may have gone while this waited for its turn.
        if (!isAway()) return
        place.leave({ kind: 'nothing' })
        place = null
      }
    },
    leave(heard) {
      place?.leave(heard)
      place = null
    },
    failed() {
      failures += 1
    },
  }
}

/** What an ending tells of the provider; `isAway`: the network was at fault. */
export function heardOf({ outcome, retry }: Ending, isAway: boolean): Heard {
  if (outcome.state === 'done') return { kind: 'answered' }
  if (isAway || outcome.state !== 'failed') return { kind: 'nothing' }
  const { error } = outcome
  const afterMilliseconds = retry.kind === 'service' ? retry.afterMilliseconds : null
  switch (error.code) {
    case 'provider.rateLimited':
      return { kind: 'limited', afterMilliseconds }
    case 'provider.notFound':
    case 'provider.unreachable':
    case 'provider.timedOut':
    case 'provider.tls':
    case 'provider.serverError':
    case 'network.proxyRefused':
    case 'network.proxyUnreachable':
      return { kind: 'failed', error, afterMilliseconds }
    default:
      return { kind: 'answered' }
  }
}
