import { z } from 'zod'
import type { FoundServer } from '../../../shared/contract/commands.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { readOptional } from './ask-service.ts'
import { createChatProvider } from './chat-provider.ts'
import type { Service } from './dialect.ts'
import { dialectOf } from './dialects.ts'
import { isLlamaCpp } from './llama-cpp.ts'
import { ownModels } from './lm-studio.ts'
import { ProviderFailure } from './provider.ts'
import { type Fetch, openExchange } from './read-bytes.ts'
import { createReasoningMemory } from './reasoning-memory.ts'

/** A server that is there answers at once; the whole look takes no longer than this, in milliseconds. */
const patience = 1_500
const longestAnswer = 4 * 1024 * 1024

const kinds = ['ollama', 'lm-studio', 'llama-cpp'] as const
const usualAddresses = kinds.flatMap((kind) => dialectFacts[kind].localBaseUrl ?? [])

/**
 * Looks for model servers on this computer, at their usual ports or the addresses given. Each is told by an endpoint only it has,
 * since people move ports and all of them speak `/v1`. What does not answer in time is not there.
 */
export async function discoverLocal(
  tools: { fetch: Fetch; clock: Clock },
  baseUrls: readonly string[] = usualAddresses,
): Promise<FoundServer[]> {
  const stopper = new AbortController()
  const tooLate = new CodedError('provider.timedOut', {}, 'nothing answered in time')
  const cancel = tools.clock.after(patience, () => stopper.abort(tooLate))
  try {
    const found = await Promise.all(baseUrls.map((baseUrl) => lookAt(baseUrl, tools, stopper.signal)))
    return found.filter((server) => server !== null)
  } finally {
    cancel()
  }
}

async function lookAt(
  baseUrl: string,
  tools: { fetch: Fetch; clock: Clock },
  signal: AbortSignal,
): Promise<FoundServer | null> {
  try {
    const dialect = await kindOf(serviceAt(baseUrl, tools), signal)
    if (dialect === null) return null
    const provider = createChatProvider({
      ...tools,
      dialect: dialectOf(dialect, baseUrl),
      baseUrl,
      key: null,
      memory: createReasoningMemory(),
      silenceMilliseconds: patience,
    })
    const models = (await provider.listModels(signal)) ?? []
    return { dialect, baseUrl, models: models.map(({ name, contextTokens }) => ({ name, contextTokens })) }
  } catch (thrown) {
    if (thrown instanceof ProviderFailure || signal.aborted) return null
    throw thrown
  }
}

const versionSchema = z.looseObject({ version: z.string() })

async function kindOf(service: Service, signal: AbortSignal): Promise<FoundServer['dialect'] | null> {
  if ((await readOptional(service, '/api/version', versionSchema, signal)) !== null) return 'ollama'
  if (await isLlamaCpp(service, signal)) return 'llama-cpp'
  return (await ownModels(service, signal)) === null ? null : 'lm-studio'
}

function serviceAt(baseUrl: string, { fetch, clock }: { fetch: Fetch; clock: Clock }): Service {
  const failure = (): ProviderFailure =>
    new ProviderFailure(new CodedError('provider.notAnApi'), { retry: { kind: 'never' }, maybeCharged: false })
  return {
    baseUrl,
    now: () => clock.now(),
    async ask(url, signal) {
      const exchange = await openExchange({ fetch, clock, signal, silenceMilliseconds: patience }, url, {
        method: 'GET',
        credentials: 'omit',
      })
      return {
        status: exchange.response.status,
        headers: exchange.response.headers,
        body: await exchange.text(longestAnswer),
      }
    },
    failure,
    problem: failure,
  }
}
