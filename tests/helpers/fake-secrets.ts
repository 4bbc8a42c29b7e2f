import { createSecretKeeper } from '../../electron/supervisor/providers/secret-keeper.ts'
import type { KeptSecret } from '../../electron/storage/companion/kept-secrets.ts'
import type { Keyring } from '../../electron/supervisor/providers/keyring.ts'
import type { KeyringState, Secrets } from '../../electron/supervisor/providers/secrets.ts'
import { CodedError } from '../../shared/contract/errors.ts'

/** A key store that can be missing, locked, or reset by somebody else. */
export type FakeSecrets = Secrets & {
  become(state: KeyringState): void
  /** What was protected before can no longer be read. */
  reset(): void
}

export function createFakeSecrets(): FakeSecrets {
  let state: KeyringState = 'available'
  let generation = 1
  return {
    become(next) {
      state = next
    },
    reset() {
      generation += 1
    },
    state: async () => state,
    unlock: async () => state,
    protect: async (text) => {
      if (state === 'missing') throw new CodedError('keyring.unavailable')
      if (state === 'locked') throw new CodedError('keyring.locked')
      return protectedText(text, generation)
    },
    async reveal(content) {
      if (state === 'missing') throw new CodedError('keyring.unavailable')
      if (state === 'locked') throw new CodedError('keyring.locked')
      const text = Buffer.from(content, 'base64').toString()
      const at = text.indexOf(':')
      if (text.slice(0, at) !== String(generation)) throw new CodedError('keyring.changed')
      return [...text.slice(at + 1)].toReversed().join('')
    },
  }
}

/** Secrets kept as in `companion.db`, with the rows they are kept in. */
export function keepSecretsHere(secrets: Secrets = createFakeSecrets()) {
  const rows = new Map<string, KeptSecret>()
  const keeper = createSecretKeeper({
    rows: {
      find: (name) => rows.get(name) ?? null,
      save: (name, secret) => void rows.set(name, secret),
      remove: (name) => void rows.delete(name),
    },
    secrets,
  })
  return { keeper, rows }
}

function protectedText(text: string, generation: number): string {
  return Buffer.from(`${generation}:${[...text].toReversed().join('')}`).toString('base64')
}

/** For runs of services without a key. */
export const keyringNobodyNeeds: Pick<Keyring, 'whenReadable'> = {
  whenReadable(_providerId, { onReady }) {
    onReady()
    return () => undefined
  },
}
