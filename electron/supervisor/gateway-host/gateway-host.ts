import type { AppError } from '../../../shared/contract/errors.ts'
import type { System } from '../../../shared/contract/mirror.ts'
import type { ProviderId, RunId } from '../../../shared/model/brand.ts'
import type { ProviderHealth } from '../../../shared/model/provider-health.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import type { GatewayContract, GatewayReport, RunPass } from '../../gateway/protocol.ts'
import type { PortCaller } from '../../ipc/port-calls.ts'
import type { GatewayDoor } from '../../runner/protocol.ts'

export type GatewayState = System['gateway']
export type OwnModelWanted = Extract<GatewayReport, { type: 'ownModel.wanted' }>
export type RunReport = Extract<GatewayReport, { type: `run.${string}` }>

/** The gateway as the supervisor sees it: awake when it is needed, and the same one however often it was started anew. */
export type GatewayHost = {
  /**
   * Wakes the gateway and resolves when it answers. A call that is cut off by its death rejects with `gateway.unavailable`.
   * Throws `gateway.unavailable` when it could not be started, again and again.
   */
  whenReady(): Promise<{ port: number; call: PortCaller<GatewayContract>['call'] }>
  /** Lets a run make calls, over every restart, until it is stopped or ended. Resolves with where and how. Throws `run.ended`, `gateway.unavailable`. */
  admit(pass: RunPass): Promise<GatewayDoor>
  /** Where the gateway is now, for an admitted run; waits while it is being started. Throws as `admit`. */
  doorOf(runId: RunId): Promise<GatewayDoor>
  /** Aborts the run's calls; a gateway that does not answer this in time is killed, which closes every connection it has. */
  stopRun(runId: RunId): Promise<UsageTotals>
  /** Lets the run's calls finish and forgets the run. */
  endRun(runId: RunId): Promise<UsageTotals>
  usageOf(runId: RunId): Promise<UsageTotals>
  /** Providers, their keys or the zone have changed: hands them over when the gateway is awake. */
  reconfigure(): Promise<void>
  /** The network may be back: a gateway with calls that wait for it looks now. */
  lookForNetwork(): void
  state(): GatewayState
  onReport(listener: (report: RunReport) => void): () => void
  /** A call waits for a model that runs on this computer, until `ownModel.door` is called. */
  onOwnModelWanted(listener: (report: OwnModelWanted) => void): () => void
  /** For quitting: lets the ledger finish what it writes, then ends the process. */
  close(): Promise<void>
}

export type GatewayHostEvents = {
  /** The state has changed; published as a part of `system`. */
  onState: (state: GatewayState) => void
  onTrouble: (error: AppError) => void
  /** A provider does not answer; null when it does again, or when the gateway that knew of it is gone. */
  onProviderHealth: (providerId: ProviderId, health: ProviderHealth | null) => void
  /** The ledger was damaged and has been put right. */
  onRepaired?: () => void
}
