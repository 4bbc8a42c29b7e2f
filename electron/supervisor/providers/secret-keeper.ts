import type { KeptSecretRepository } from '../../storage/companion/kept-secrets.ts'
import type { Secrets } from './secrets.ts'

/** Where a secret is kept: by the system's key store, in memory until the app closes, or readable where the owner agreed. */
export type SecretStorage = 'protected' | 'session' | 'unprotected'

export type SecretKeeper = {
  /** The secret in the clear; null when there is none. Throws `keyring.locked`, `keyring.changed`. */
  reveal(name: string): Promise<string | null>
  /** Throws `keyring.unavailable`, `keyring.locked`. */
  keep(name: string, secret: string, storage: SecretStorage): Promise<void>
  forget(name: string): void
}

/** Keeps passwords and secrets by name, as keys are kept. Nothing here writes one to a log, an event or an error. */
export function createSecretKeeper(dependencies: { rows: KeptSecretRepository; secrets: Secrets }): SecretKeeper {
  const { rows, secrets } = dependencies
  const session = new Map<string, string>()
  return {
    async reveal(name) {
      const inMemory = session.get(name)
      if (inMemory !== undefined) return inMemory
      const kept = rows.find(name)
      if (kept === null) return null
      return kept.storage === 'protected' ? secrets.reveal(kept.content) : kept.content
    },
    async keep(name, secret, storage) {
      if (storage === 'session') {
        rows.remove(name)
        session.set(name, secret)
        return
      }
      const content = storage === 'protected' ? await secrets.protect(secret) : secret
      rows.save(name, { storage, content })
      session.delete(name)
    },
    forget(name) {
      rows.remove(name)
      session.delete(name)
    },
  }
}
