import { CodedError } from '../../../shared/contract/errors.ts'
import type { ProviderId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Account } from '../catalog.ts'
import type { AccountReadings } from '../ledger/account-readings.ts'
import type { Balance } from '../providers/dialect.ts'
import { ProviderFailure } from '../providers/provider.ts'

/** Asks vendors what their accounts hold: when the owner wants to know, and by itself once a day while the gateway is awake. */
export type Accounts = {
  /** Null where the vendor does not tell. Throws `provider.*`. */
  ask(providerId: ProviderId): Promise<Balance[] | null>
  /** Goes on asking by itself from now on. */
  start(): void
  /** Breaks off what is being asked. */
  stop(): void
}

/** The calls the gateway was woken for come first. */
const firstLook = 20_000
const lookAgain = 60 * 60_000
const day = 24 * 60 * 60_000
/** An account beyond that is no account: nine billion, in whichever currency. */
const largest = 9n * 10n ** 21n

export function createAccounts(options: {
  find: (providerId: ProviderId) => Account
  all: () => Account[]
  readings: AccountReadings
  clock: Clock
  onTrouble: (thrown: unknown) => void
}): Accounts {
  const { find, all, readings, clock, onTrouble } = options
  const ending = new AbortController()
  let cancel: (() => void) | null = null

  const note = async ({ providerId, account }: Account, balances: readonly Balance[]): Promise<void> => {
    const told = balances.flatMap(({ currency, means, pico, granted = null }) =>
      pico > largest || pico < -largest ? [] : [{ currency, means, pico, granted }],
    )
    try {
      await readings.note({ providerId, account, at: clock.now(), balances: told })
    } catch (thrown) {
      // What is not written down is asked again; the owner's answer does not depend on it.
      if (!ending.signal.aborted) onTrouble(thrown)
    }
  }
  const readOne = async (account: Account): Promise<Balance[] | null> => {
    const balances = await account.provider.balance(ending.signal)
    if (balances !== null && !ending.signal.aborted) await note(account, balances)
    return balances
  }

  const isDue = ({ providerId, account, hasKey, isDown }: Account): boolean => {
    const askedAt = hasKey && !isDown ? readings.askedAt(providerId, account) : clock.now()
    // A moment to come is one of a clock that was set wrong.
    return askedAt === null || askedAt > clock.now() || clock.now() - askedAt >= day
  }
  const look = async (): Promise<void> => {
    for (const account of all()) {
      if (ending.signal.aborted) return
      if (!isDue(account)) continue
      try {
        await readOne(account)
      } catch (thrown) {
        // Without a network it is asked at the next look; a vendor that refuses is left alone until tomorrow.
        const isAway = !(thrown instanceof ProviderFailure) || thrown.retry.kind === 'network'
        if (!isAway && !ending.signal.aborted) await note(account, [])
      }
    }
  }
  const lookIn = (milliseconds: number): void => {
    if (ending.signal.aborted) return
    cancel = clock.after(milliseconds, () => {
      const again = () => lookIn(lookAgain)
      look().catch(onTrouble).then(again, again)
    })
  }

  return {
    async ask(providerId) {
      const account = find(providerId)
      try {
        return await readOne(account)
      } catch (thrown) {
        throw thrown instanceof ProviderFailure ? thrown.error : thrown
      }
    },
    start: () => lookIn(firstLook),
    stop() {
      cancel?.()
      ending.abort(new CodedError('gateway.unavailable', {}, 'closing'))
    },
  }
}
