import type {
  AccountBalance,
  CommandRequest,
  FoundServer,
  ListedPrice,
  PriceQuestion,
  ProviderDraft,
  ProviderTest,
} from '../../../shared/contract/commands.ts'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type ModelName, type ProviderId, providerIdSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { microsOf, type Pico } from '../../../shared/model/money.ts'
import {
  type ModelReference,
  type Provider,
  practiceProviderId,
  serviceDialectSchema,
} from '../../../shared/model/provider.ts'
import { normaliseBaseUrl } from '../../../shared/rules/base-url.ts'
import { staysHere } from '../../../shared/rules/route/data-place.ts'
import type { ArmedProvider } from '../../gateway/protocol.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { ProviderRepository } from '../../storage/companion/providers.ts'
import type { RunService } from '../runs/run-service.ts'
import { createKeyStore, type KeyChange } from './key-store.ts'
import { practiceProvider } from './practice-provider.ts'
import type { Secrets } from './secrets.ts'

export type ProviderService = {
  /** The practice model first, then the owner's providers in the order they were made. */
  list(): Provider[]
  /** Throws `provider.missing`, `provider.addressInvalid`, `keyring.unavailable`, `keyring.locked`, `keyring.changed`. */
  save(draft: ProviderDraft): Promise<Provider>
  /** Throws `provider.missing`, and `provider.inUse` while a live run uses it. */
  remove(providerId: ProviderId): Promise<void>
  test(draft: ProviderDraft, model: ModelName | null): Promise<ProviderTest>
  /** Model servers on this computer. Throws `gateway.unavailable`. */
  discover(): Promise<FoundServer[]>
  /** Asks the service what the account holds; null where it does not tell. Throws `provider.*`, `gateway.unavailable`. */
  balance(providerId: ProviderId): Promise<AccountBalance[] | null>
  /** What the price book says. Throws `gateway.unavailable`. */
  lookUpPrices(question: PriceQuestion): Promise<ListedPrice[]>
  saveModels(providerId: ProviderId, models: CommandRequest<'models.save'>['models']): Promise<Provider>
  /** Keeps the models that run on this computer, all of them; none: that provider is gone. Throws `provider.inUse` where a live run has one. */
  keepOwn(provider: Omit<Provider, 'keyStorage'>): Promise<void>
  /** Every provider with its key in the clear, for the gateway alone; a key that cannot be read is null, and the owner is told. */
  armed(): Promise<ArmedProvider[]>
  followLanguage(): void
}

/** A balance as the gateway read it: exact. */
export type ExactBalance = Omit<AccountBalance, 'micros'> & { pico: Pico }

/** Model providers as their owner sets them up. Keys never leave but to the gateway, and only to the address they were given for. */
export function createProviderService(dependencies: {
  repository: ProviderRepository
  secrets: Secrets
  runs: Pick<RunService, 'live'>
  /** Hands the providers to the gateway again, if it is awake. */
  reconfigure: () => Promise<void>
  askGateway: (request: {
    draft: ProviderDraft
    storedKey: string | null
    model: ModelName | null
  }) => Promise<ProviderTest>
  findServers: () => Promise<FoundServer[]>
  readBalances: (providerId: ProviderId) => Promise<ExactBalance[] | null>
  lookUpPrices: (question: PriceQuestion) => Promise<ListedPrice[]>
  /** What the practice model is called in the owner's language. */
  practiceName: () => string
  publish: Publish
  clock: Clock
  newId: () => string
}): ProviderService {
  const { repository, secrets, runs, reconfigure, askGateway, findServers, readBalances } = dependencies
  const { practiceName, publish, clock, newId } = dependencies
  const keys = createKeyStore({ repository, secrets })
  const told = new Set<ProviderId>()

  const forgetSessionKeys = () => {
    for (const provider of repository.list()) {
      if (provider.keyStorage === 'session') repository.save({ ...provider, keyStorage: 'none' }, null)
    }
  }
  forgetSessionKeys()

  const find = (providerId: ProviderId): Provider => {
    const provider = repository.find(providerId)
    if (provider === null) throw new CodedError('provider.missing', {}, providerId)
    return provider
  }
  const tell = async (provider: Provider): Promise<Provider> => {
    told.delete(provider.id)
    publish({ type: 'provider.saved', provider })
    await handOver()
    return provider
  }
  /** What is saved is saved, whatever the gateway says; it gets everything anew at its next start. */
  const handOver = async () => {
    try {
      await reconfigure()
    } catch (thrown) {
      publish({ type: 'notice', error: toAppError(thrown) })
    }
  }
  /** A live run that thinks with a provider's model, or may have to. */
  const userOf = (providerId: ProviderId) =>
    runs.live().find(({ model, standIns }) => [model, ...standIns].some((each) => each.providerId === providerId))
  /** What a live run was promised to be on this computer does not move away under it. Throws `provider.inUse`. */
  const refuseLeaving = (before: Provider, after: Provider) => {
    const user = userOf(before.id)
    if (user !== undefined && staysHere(before, '') && !staysHere(after, '')) {
      throw new CodedError('provider.inUse', { agent: user.agentName })
    }
  }
  const list = () => [practiceProvider(practiceName()), ...repository.list()]

  const keyChange = async (draft: ProviderDraft, existing: Provider | null, baseUrl: string): Promise<KeyChange> => {
    const typed = draft.key?.trim()
    if (typed !== undefined && typed !== '') return { kind: 'store', key: typed, storage: draft.keyStorage }
    if (draft.key !== undefined || existing === null || existing.baseUrl !== baseUrl) return { kind: 'forget' }
    if (existing.keyStorage === 'none' || existing.keyStorage === draft.keyStorage) return { kind: 'keep' }
    const key = await keys.reveal(existing)
    return key === null ? { kind: 'forget' } : { kind: 'store', key, storage: draft.keyStorage }
  }

  return {
    list,
    async save(draft) {
      const existing = draft.id === null ? null : find(draft.id)
      const baseUrl = normaliseBaseUrl(draft.baseUrl)
      const dialect = draft.dialect ?? existing?.dialect ?? ('compatible' as const)
      if (existing !== null) refuseLeaving(existing, { ...existing, dialect, baseUrl })
      const change = await keyChange(draft, existing, baseUrl)
      const provider = {
        id: existing?.id ?? providerIdSchema.parse(newId()),
        dialect,
        region: draft.region === undefined ? (existing?.region ?? null) : draft.region,
        name: draft.name,
        baseUrl,
        models: existing?.models ?? [],
        createdAt: existing?.createdAt ?? clock.now(),
      }
      return tell(await keys.save(provider, change))
    },
    async remove(providerId) {
      const provider = find(providerId)
      const user = userOf(providerId)
      if (user !== undefined) throw new CodedError('provider.inUse', { agent: user.agentName })
      keys.remove(provider.id)
      publish({ type: 'provider.removed', providerId })
      await handOver()
    },
    async test(draft, model) {
      const existing = draft.id === null ? null : find(draft.id)
      const mayUseStored = draft.key === undefined && existing !== null && isSameAddress(draft.baseUrl, existing)
      // What is left out is as it was saved; the gateway does not know what that is.
      const dialect = draft.dialect ?? serviceDialectSchema.safeParse(existing?.dialect).data
      const asked = dialect === undefined ? draft : { ...draft, dialect }
      return askGateway({ draft: asked, storedKey: mayUseStored ? await keys.reveal(existing) : null, model })
    },
    discover: findServers,
    lookUpPrices: (question) => dependencies.lookUpPrices(question),
    async balance(providerId) {
      const balances = await readBalances(find(providerId).id)
      return balances?.map(({ currency, means, at, pico }) => ({ currency, means, at, micros: microsOf(pico) })) ?? null
    },
    async saveModels(providerId, models) {
      const provider = find(providerId)
      const names = new Set(models.map((model) => model.name))
      if (names.size !== models.length) throw new CodedError('request.invalid', {}, 'a model is named twice')
      const listed = models.map((model) => {
        const before = provider.models.find(({ name }) => name === model.name)
        return { ...model, providerId, facts: model.facts ?? before?.facts ?? {} }
      })
      return tell(await keys.save({ ...provider, models: listed }, { kind: 'keep' }))
    },
    async keepOwn(provider) {
      const before = repository.find(provider.id)
      const gone = before?.models.filter(({ name }) => provider.models.every((model) => model.name !== name)) ?? []
      const isGone = (each: ModelReference) =>
        each.providerId === provider.id && gone.some(({ name }) => name === each.model)
      const user = runs.live().find(({ model, standIns }) => [model, ...standIns].some(isGone))
      if (user !== undefined) throw new CodedError('provider.inUse', { agent: user.agentName })
      if (provider.models.length > 0) {
        await tell(await keys.save(provider, { kind: 'keep' }))
      } else if (before !== null) {
        keys.remove(provider.id)
        publish({ type: 'provider.removed', providerId: provider.id })
        await handOver()
      }
    },
    async armed() {
      const armed: ArmedProvider[] = []
      for (const provider of list()) {
        try {
          armed.push({ provider, key: await keys.reveal(provider) })
        } catch (thrown) {
          armed.push({ provider, key: null })
          // Runs that need it wait until the key store opens; that is no trouble to tell.
          if (thrown instanceof CodedError && thrown.code === 'keyring.locked') continue
          if (!told.has(provider.id)) publish({ type: 'notice', error: aboutProvider(thrown, provider) })
          told.add(provider.id)
        }
      }
      return armed
    },
    followLanguage() {
      const practice = list().find((provider) => provider.id === practiceProviderId)
      if (practice !== undefined) publish({ type: 'provider.saved', provider: practice })
    },
  }
}

function isSameAddress(typed: string, provider: Provider): boolean {
  try {
    return normaliseBaseUrl(typed) === provider.baseUrl
  } catch {
    // The test itself says what is wrong with the address.
    return false
  }
}

function aboutProvider(thrown: unknown, provider: Provider) {
  const error = toAppError(thrown)
  return { ...error, params: { ...error.params, provider: provider.name } }
}
