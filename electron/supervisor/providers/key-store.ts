import type { ProviderId } from '../../../shared/model/brand.ts'
import type { KeyStorage, Provider } from '../../../shared/model/provider.ts'
import type { ProviderRepository, StoredKey } from '../../storage/companion/providers.ts'
import type { Secrets } from './secrets.ts'

/** What is to become of a provider's key when the provider is saved. */
export type KeyChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'forget' }
  | { readonly kind: 'store'; readonly key: string; readonly storage: Exclude<KeyStorage, 'none'> }

export type KeyStore = {
  /** The key in the clear; null when there is none. Throws `keyring.unavailable`, `keyring.locked`, `keyring.changed`. */
  reveal(provider: Provider): Promise<string | null>
  /** Saves a provider and does with its key what was decided. Throws `keyring.unavailable`, `keyring.locked`. */
  save(provider: Omit<Provider, 'keyStorage'>, change: KeyChange): Promise<Provider>
  remove(providerId: ProviderId): void
}

/**
 * Where keys are kept: as ciphertext of the system's key store, in memory until the app closes, or readable where the owner
 * agreed to that. Nothing here writes a key to a log, an event or an error.
 */
export function createKeyStore(dependencies: { repository: ProviderRepository; secrets: Secrets }): KeyStore {
  const { repository, secrets } = dependencies
  const session = new Map<ProviderId, string>()

  const storedKey = async ({ key, storage }: KeyChange & { kind: 'store' }): Promise<StoredKey | null> => {
    switch (storage) {
      case 'protected':
        return { storage, content: await secrets.protect(key) }
      case 'unprotected':
        return { storage, content: key }
      case 'session':
        return null
    }
  }
  const storageOf = (providerId: ProviderId): KeyStorage => {
    return session.has(providerId) ? 'session' : (repository.keyOf(providerId)?.storage ?? 'none')
  }

  return {
    async reveal({ id }) {
      const inMemory = session.get(id)
      if (inMemory !== undefined) return inMemory
      const stored = repository.keyOf(id)
      if (stored === null) return null
      return stored.storage === 'protected' ? secrets.reveal(stored.content) : stored.content
    },
    async save(provider, change) {
      const stored = change.kind === 'store' ? await storedKey(change) : null
      if (change.kind === 'keep') {
        const kept = { ...provider, keyStorage: storageOf(provider.id) }
        repository.save(kept, repository.keyOf(provider.id))
        return kept
      }
      const saved: Provider = { ...provider, keyStorage: change.kind === 'store' ? change.storage : 'none' }
      repository.save(saved, stored)
      if (change.kind === 'store' && change.storage === 'session') session.set(provider.id, change.key)
      else session.delete(provider.id)
      return saved
    },
    remove(providerId) {
      repository.remove(providerId)
      session.delete(providerId)
    },
  }
}
