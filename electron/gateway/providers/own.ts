import { CodedError } from '../../../shared/contract/errors.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { createChatProvider } from './chat-provider.ts'
import { type Dialect, plainRules } from './dialect.ts'
import type { ProviderTools } from './index.ts'
import { type ModelProvider, ProviderFailure } from './provider.ts'

/** The engine that runs in the app itself: it counts with the model's own words, and refuses what is too long. */
const own: Dialect = {
  facts: dialectFacts.own,
  sources: ['electron/engine/serve/door.ts'],
  unverified: [],
  rulesFor: () => plainRules,
  usage: cachedInside,
  errors: { tooLong: { names: ['exceed_context_size_error'], text: null } },
  balance: null,
}

/** Nobody answers here; every call is led to where the engine is then. */
const nowhere = 'http://127.0.0.1:9/v1'

/** Models that run on this computer in the app itself: each call asks for the door, behind which the model is loaded when need be. */
export function createOwnProvider({
  fetch,
  clock,
  memory,
  ownDoors,
}: Pick<ProviderTools, 'fetch' | 'clock' | 'memory' | 'ownDoors'>): ModelProvider {
  const at = (baseUrl: string, key: string | null) =>
    createChatProvider({ dialect: own, baseUrl, key, fetch, clock, memory })
  const still = at(nowhere, null)
  return {
    ...still,
    async *complete(request, signal) {
      const { baseUrl, token } = await ownDoors.open(request.model, signal).catch((thrown: unknown) => {
        if (!(thrown instanceof CodedError)) throw thrown
        throw new ProviderFailure(thrown, { retry: { kind: 'never' }, maybeCharged: false })
      })
      return yield* at(baseUrl, token).complete(request, signal)
    },
    listModels: async () => null,
    // The record says what main gave it.
    contextOf: () => null,
  }
}
