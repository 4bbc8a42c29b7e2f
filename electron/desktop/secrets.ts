import { safeStorage } from 'electron'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Secrets } from '../supervisor/providers/secrets.ts'

/**
 * The system's key store. Where Electron has the asynchronous methods (since 42) they are used, because the first use may
 * wait for the owner to unlock the store; the synchronous ones otherwise.
 */
export function createSecrets(): Secrets {
  return {
    state() {
      if (!safeStorage.isEncryptionAvailable()) return 'missing'
      // On Linux without a key store Chromium falls back to a fixed password, which protects nothing.
      if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return 'missing'
      return 'available'
    },
    async protect(text) {
      if (this.state() !== 'available') throw new CodedError('keyring.unavailable')
      return safeStorage.encryptString(text).toString('base64')
    },
    async reveal(protectedText) {
      if (this.state() !== 'available') throw new CodedError('keyring.locked')
      try {
        return safeStorage.decryptString(Buffer.from(protectedText, 'base64'))
      } catch {
        throw new CodedError('keyring.changed')
      }
    },
  }
}
