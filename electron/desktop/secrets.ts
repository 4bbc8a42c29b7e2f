import { safeStorage } from 'electron'
import { CodedError } from '../../shared/contract/errors.ts'
import type { KeyringState, Secrets } from '../supervisor/providers/secrets.ts'
import { probeKeyring } from './keyring-probe.ts'

/**
 * The system's key store. Where Electron has the asynchronous methods (since 42) they are used, because the first use may
 * wait for the owner to unlock the store; the synchronous ones otherwise.
 */
export function createSecrets(): Secrets {
  const state = async (): Promise<KeyringState> => {
    if (process.platform !== 'linux') return (await isUsable()) ? 'available' : notUsable()
    // Without a key store Chromium falls back to a fixed password, which protects nothing.
    const backend = safeStorage.getSelectedStorageBackend()
    if (backend === 'basic_text' || backend === 'unknown') return 'missing'
    if (backend === 'gnome_libsecret') {
      // Asking Chromium while it is locked would open a dialog nobody called for.
      const probed = await probeKeyring()
      if (probed === 'locked') return 'locked'
      if (probed === 'absent') return 'missing'
    }
    return unlock()
  }
  const unlock = async (): Promise<KeyringState> => ((await isUsable()) ? 'available' : notUsable())
  const mustBeOpen = async () => {
    const now = await state()
    if (now === 'missing') throw new CodedError('keyring.unavailable')
    if (now === 'locked') throw new CodedError('keyring.locked')
  }
  return {
    state,
    unlock: async () => ((await state()) === 'locked' ? unlock() : state()),
    async protect(text) {
      await mustBeOpen()
      return (await encrypt(text)).toString('base64')
    },
    async reveal(protectedText) {
      await mustBeOpen()
      try {
        return await decrypt(Buffer.from(protectedText, 'base64'))
      } catch {
        throw new CodedError('keyring.changed')
      }
    },
  }
}

/** There is a key store on every Mac, in every Windows and behind every backend Chromium chose on Linux. */
function notUsable(): KeyringState {
  return process.platform === 'win32' ? 'missing' : 'locked'
}

async function isUsable(): Promise<boolean> {
  return hasAsync() ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
}

async function encrypt(text: string): Promise<Buffer> {
  return hasAsync() ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)
}

async function decrypt(content: Buffer): Promise<string> {
  return hasAsync() ? (await safeStorage.decryptStringAsync(content)).result : safeStorage.decryptString(content)
}

function hasAsync(): boolean {
  return typeof safeStorage.decryptStringAsync === 'function'
}
