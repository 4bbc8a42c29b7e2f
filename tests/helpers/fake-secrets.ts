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
