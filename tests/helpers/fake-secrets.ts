import type { Secrets } from '../../electron/supervisor/providers/secrets.ts'
import { CodedError } from '../../shared/contract/errors.ts'

/** A key store that can be missing, locked, or reset by somebody else. */
export type FakeSecrets = Secrets & {
  become(state: 'available' | 'missing' | 'locked'): void
  /** What was protected before can no longer be read. */
  reset(): void
}

export function createFakeSecrets(): FakeSecrets {
  let state: 'available' | 'missing' | 'locked' = 'available'
  let generation = 1
  return {
    become(next) {
      state = next
    },
    reset() {
      generation += 1
    },
    state: () => state,
    protect: async (text) => Buffer.from(`${generation}:${[...text].toReversed().join('')}`).toString('base64'),
    async reveal(protectedText) {
      if (state !== 'available') throw new CodedError('keyring.locked')
      const [made, reversed] = Buffer.from(protectedText, 'base64').toString().split(':')
      if (made !== String(generation)) throw new CodedError('keyring.changed')
      return [...(reversed ?? '')].toReversed().join('')
    },
  }
}
