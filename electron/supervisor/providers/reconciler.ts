import type { AccountComparison } from '../../../shared/model/account.ts'
import type { ProviderId } from '../../../shared/model/brand.ts'
import { reconcile } from '../../../shared/rules/reconcile.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { LedgerReader } from '../today/ledger-reader.ts'

/** What vendors took beside what our books say. */
export type Reconciler = {
  /** From what is on record alone: it neither asks a vendor nor wakes the gateway. Throws CodedError `storage.*`. */
  compare(providerId: ProviderId): AccountComparison[]
  /** Throws `gateway.unavailable`, `storage.*`. */
  beginAnew(providerId: ProviderId): Promise<void>
}

export function createReconciler(options: {
  ledger: Pick<LedgerReader, 'accountReadings'>
  gateway: Pick<GatewayHost, 'whenReady'>
}): Reconciler {
  const { ledger, gateway } = options
  return {
    compare: (providerId) => reconcile(ledger.accountReadings(providerId)),
    async beginAnew(providerId) {
      const { call } = await gateway.whenReady()
      await call('provider.compareAnew', { providerId })
    },
  }
}
