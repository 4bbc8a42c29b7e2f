import type { ProviderId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { KeyStorage } from '../../../shared/model/provider.ts'
import type { KeyringState, Secrets } from './secrets.ts'

/** The key store over time: who waits for it, and when it opens. */
export type Keyring = {
  /** Looks how it stands, without asking the owner for anything, and lets those go on who can. */
  look(): Promise<KeyringState>
  unlock(): Promise<KeyringState>
  /**
   * Calls `onReady` once the key of a service can be read, at once when it needs no key store. `onWait` is called first when
   * that takes longer. The result takes both back.
   */
  whenReadable(providerId: ProviderId, calls: { onWait: () => void; onReady: () => void }): () => void
  stop(): void
}

const firstPause = 5_000
const longestPause = 60_000

type Waiter = { readonly providerId: ProviderId; readonly onReady: () => void }

/** Looks at a closed key store gently, and only while somebody waits for it. */
export function createKeyring(dependencies: {
  secrets: Pick<Secrets, 'state' | 'unlock'>
  clock: Clock
  storageOf: (providerId: ProviderId) => KeyStorage
  onState: (state: KeyringState) => void
  /** Keys can be read that could not be before: whoever was handed none is handed them now. */
  onOpened: () => Promise<void>
}): Keyring {
  const { secrets, clock, storageOf, onState, onOpened } = dependencies
  const waiting = new Set<Waiter>()
  let shown: KeyringState | null = null
  let wait = firstPause
  let cancelTimer: (() => void) | null = null
  /** The gateway may have been handed a service without its key. */
  let mayLackKeys = true
  let isStopped = false

  const take = async (state: KeyringState): Promise<KeyringState> => {
    if (isStopped) return state
    if (state !== shown) {
      shown = state
      onState(state)
    }
    const ready = [...waiting].filter(({ providerId }) => state === 'available' || !needsStore(providerId))
    if (state !== 'available') mayLackKeys = true
    if (ready.length > 0) {
      if (mayLackKeys) await onOpened()
      mayLackKeys = state !== 'available'
      for (const waiter of ready) if (waiting.delete(waiter)) waiter.onReady()
    }
    lookLater()
    return state
  }
  const needsStore = (providerId: ProviderId) => storageOf(providerId) === 'protected'
  const lookLater = () => {
    cancelTimer?.()
    cancelTimer = null
    if (waiting.size === 0 || isStopped) return
    cancelTimer = clock.after(wait, () => void look())
    wait = Math.min(longestPause, wait * 2)
  }
  const look = async () => take(await secrets.state())

  return {
    look,
    unlock: async () => take(await secrets.unlock()),
    whenReadable(providerId, { onWait, onReady }) {
      if (!needsStore(providerId)) {
        onReady()
        return () => undefined
      }
      const waiter: Waiter = { providerId, onReady }
      waiting.add(waiter)
      wait = firstPause
      void look().then(() => {
        if (waiting.has(waiter)) onWait()
      })
      return () => void waiting.delete(waiter)
    },
    stop() {
      isStopped = true
      cancelTimer?.()
    },
  }
}
