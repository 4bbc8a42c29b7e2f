import { createHash } from 'node:crypto'
import { CodedError } from '../../shared/contract/errors.ts'
import type { ProviderId } from '../../shared/model/brand.ts'
import type { Price } from '../../shared/model/price.ts'
import { dialectFacts } from '../../shared/model/dialect-facts.ts'
import type { Model, ModelReference } from '../../shared/model/provider.ts'
import type { ProviderHealth } from '../../shared/model/provider-health.ts'
import { isPrivateHost } from '../../shared/rules/base-url.ts'
import { factsOf } from '../../shared/rules/facts/model-facts.ts'
import type { ServedModel } from './calls/call-order.ts'
import { createLine, type Line } from './lines/line.ts'
import { createModelPricing } from './prices/model-pricing.ts'
import { createPriceFinder } from './prices/price-finder.ts'
import type { ArmedProvider } from './protocol.ts'
import { createProvider, type ProviderTools } from './providers/index.ts'
import type { ModelProvider } from './providers/provider.ts'

/** How many calls at once: a server at home has one graphics card, and most services take a good many. */
const placesAtHome = 2
const placesAway = 24

/** The account behind a provider's key. */
export type Account = {
  providerId: ProviderId
  provider: ModelProvider
  /** The same for the same address and key; the key cannot be read back from it. */
  account: string
  hasKey: boolean
  /** It does not answer just now. */
  isDown: boolean
}

/** The providers as main last named them, each made when first used, with the one way that leads to it. */
export type Catalog = {
  arm(providers: readonly ArmedProvider[]): void
  /** Throws `provider.missing`, `provider.addressInvalid`. */
  account(providerId: ProviderId): Account
  /** Every one whose address can be used. */
  accounts(): Account[]
  /** Throws as `provider`. */
  find(reference: ModelReference): ServedModel
  /** The price the owner has for a model; null: none, or there is no such provider. */
  priceOf(providerId: ProviderId | null, model: string): Price | null
  /** Where calls may go, outside this house. */
  addressesOutside(): string[]
}

type Made = {
  provider: ModelProvider
  line: Line
  /** Which models have answered for each, by what their responses said. */
  answered: Map<string, Set<string>>
}
type Entry = { armed: ArmedProvider; made: Made | null }

export function createCatalog(
  tools: ProviderTools & {
    random: () => number
    onHealth: (providerId: ProviderId, health: ProviderHealth | null) => void
  },
): Catalog {
  const entries = new Map<ProviderId, Entry>()

  const made = (providerId: ProviderId) => {
    const entry = entries.get(providerId)
    if (entry === undefined) throw new CodedError('provider.missing', {}, `no provider ${providerId}`)
    entry.made ??= make(entry.armed)
    return { armed: entry.armed, ...entry.made }
  }
  const make = (armed: ArmedProvider): Made => {
    const { id, dialect, baseUrl } = armed.provider
    const address = baseUrl === null ? null : URL.parse(baseUrl)
    const line = createLine({
      host: address?.host ?? '',
      isOutside: address !== null && !isPrivateHost(address.hostname),
      places: placesFor(dialectFacts[dialect].kind),
      clock: tools.clock,
      random: tools.random,
      onHealth: (health) => {
        // What is found out about a provider that has been changed meanwhile is about another one.
        if (entries.get(id)?.made?.line === line) tools.onHealth(id, health)
      },
    })
    return { line, provider: createProvider(armed, tools, line.learn), answered: new Map() }
  }

  const account = (providerId: ProviderId): Account => {
    const { armed, provider, line } = made(providerId)
    const mark = createHash('sha256')
      .update(`account ${identity(armed)}`)
      .digest('hex')
      .slice(0, 16)
    return { providerId, provider, account: mark, hasKey: armed.key !== null, isDown: line.downFor() !== null }
  }

  return {
    arm(providers) {
      const before = new Map(entries)
      entries.clear()
      for (const armed of providers) {
        const known = before.get(armed.provider.id)
        // What a provider has taught us about itself is kept as long as address and key are the same.
        const isSame = known !== undefined && identity(known.armed) === identity(armed)
        entries.set(armed.provider.id, { armed, made: isSame ? known.made : null })
      }
      for (const [id, { made: old }] of before) {
        const isGone = entries.get(id)?.made !== old
        if (isGone && old !== null && old.line.downFor() !== null) tools.onHealth(id, null)
      }
    },
    account,
    accounts: () =>
      [...entries.keys()].flatMap((providerId) => {
        try {
          return [account(providerId)]
        } catch {
          // Whoever uses it is told; there is nothing to ask at such an address.
          return []
        }
      }),
    find({ providerId, model }) {
      const { armed, provider, line, answered } = made(providerId)
      const { models } = armed.provider
      const known = models.find(({ name }) => name === model)
      const price = known?.price ?? null
      const answeredFor = answered.get(model) ?? new Set()
      answered.set(model, answeredFor)
      const loadFinder = () => createPriceFinder({ ...armed.provider, currency: currencyOf(models) })
      const pricing = createModelPricing({ model, price, listed: models, answered: answeredFor, loadFinder })
      const facts = () => (known === undefined ? null : factsOf(armed.provider.dialect, known))
      return { provider, line, price, pricing, contextTokens: known?.contextTokens ?? null, facts }
    },
    priceOf: (providerId, model) =>
      (providerId === null ? undefined : entries.get(providerId))?.armed.provider.models.find(
        ({ name }) => name === model,
      )?.price ?? null,
    addressesOutside: () =>
      [...entries.values()].flatMap(({ armed: { provider } }) => {
        const address = provider.baseUrl === null ? null : URL.parse(provider.baseUrl)
        return address === null || isPrivateHost(address.hostname) ? [] : [address.href]
      }),
  }
}

function placesFor(kind: (typeof dialectFacts)[keyof typeof dialectFacts]['kind']): number {
  switch (kind) {
    case 'practice':
      return Number.POSITIVE_INFINITY
    case 'local':
      return placesAtHome
    case 'cloud':
    case 'any':
      return placesAway
  }
}

/** The currency of the account, as the prices its owner took over tell. */
function currencyOf(models: readonly Model[]): string | null {
  return models.flatMap(({ price }) => (price?.kind === 'rates' ? [price.currency] : []))[0] ?? null
}

function identity({ provider, key }: ArmedProvider): string {
  return JSON.stringify([provider.dialect, provider.baseUrl, key])
}
