import type { HeldCall } from '../../../shared/model/budget.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'

/** Calls that broke off: nobody knows what was charged for them, so they still hold a part of their caps. */
export type HeldCalls = {
  list(): Promise<HeldCall[]>
  /** The owner says that nothing more was charged: the rest is free again. Throws `gateway.unavailable`. */
  release(call: HeldCall['call']): Promise<void>
}

export function createHeldCalls(gateway: Pick<GatewayHost, 'whenReady'>, onReleased: () => void): HeldCalls {
  return {
    async list() {
      const { call } = await gateway.whenReady()
      return (await call('reservations.read', {})).calls
    },
    async release(held) {
      const { call } = await gateway.whenReady()
      await call('reservation.release', { call: held })
      onReleased()
    },
  }
}
