import type { Clock } from '../../../shared/model/clock.ts'
import type { Dialect, Service } from './dialect.ts'
import { ProviderFailure } from './provider.ts'

/** How much each model of a local server takes in as it is loaded: read before a call, at most once a minute. */
export type LoadedContexts = {
  read(model: string, signal: AbortSignal): Promise<number | null>
  known(model: string): number | null
}

const goodFor = 60_000

export function createLoadedContexts(dialect: Dialect, service: Service, clock: Clock): LoadedContexts {
  const read = new Map<string, { at: number; tokens: number | null }>()
  return {
    async read(model, signal) {
      if (dialect.loadedContext === undefined) return null
      const before = read.get(model)
      // A model that was not loaded may be by now.
      if (before !== undefined && before.tokens !== null && clock.now() - before.at < goodFor) return before.tokens
      try {
        const tokens = await dialect.loadedContext(service, model, signal)
        read.set(model, { at: clock.now(), tokens })
        return tokens
      } catch (thrown) {
        // The call itself will say what is wrong with the line.
        if (thrown instanceof ProviderFailure) return null
        throw thrown
      }
    },
    known: (model) => read.get(model)?.tokens ?? null,
  }
}
