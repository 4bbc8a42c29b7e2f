import type { OpenAI } from 'openai'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { pause } from '../../pause.ts'
import type { GatewayDoor } from '../protocol.ts'
import { readProblem } from './read-problem.ts'

export type GatewayWay = {
  readonly door: GatewayDoor
  /** Asks main where the gateway is now; waits until it is up again. */
  readonly findGateway: () => Promise<GatewayDoor>
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly signal: AbortSignal
}

/**
 * Makes one call through the gateway, again where the gateway itself was away. A repeated question has the same key, so the gateway
 * goes on with the call it has, or hands out the answer it kept: it is paid once.
 *
 * @param onRestart the answer begins anew
 * @throws CodedError what the gateway says went wrong, or `gateway.unavailable` after ten tries; the signal's reason when aborted
 */
export type CallGateway = <Result>(call: (client: OpenAI) => Promise<Result>, onRestart: () => void) => Promise<Result>

const tries = 10
const firstPause = 100
const longestPause = 5000
/** Waiting is the gateway's business: it answers when the model does, or says why it cannot. */
const patience = 24 * 60 * 60 * 1000

export function createGatewayCaller({ door: firstDoor, findGateway, fetch, clock, signal }: GatewayWay): CallGateway {
  let door = firstDoor
  const clientAt = async ({ baseUrl, token }: GatewayDoor): Promise<OpenAI> => {
    // A run that reads first, or fails early, never pays for loading this.
    const { OpenAI } = await import('openai')
    return new OpenAI({
      baseURL: baseUrl,
      apiKey: token,
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: patience,
      logLevel: 'off',
      fetch,
    })
  }
  let client: Promise<OpenAI> | null = null
  return async (call, onRestart) => {
    for (let attempt = 1; ; attempt++) {
      try {
        client ??= clientAt(door)
        return await call(await client)
      } catch (thrown) {
        signal.throwIfAborted()
        const problem = readProblem(thrown)
        if (problem.kind === 'refused') throw problem.error
        if (attempt === tries) throw new CodedError('gateway.unavailable', {}, problem.detail)
        onRestart()
        await pause(Math.min(longestPause, firstPause * 2 ** (attempt - 1)), clock, signal)
        door = await findGateway()
        client = null
      }
    }
  }
}
