import type { DatabaseSync } from 'node:sqlite'
import type { AppEvent } from '../shared/contract/events.ts'
import type { CompanionEdge } from './companion.ts'
import { composeAlerts } from './compose-alerts.ts'
import { composeGuest } from './compose-guest.ts'
import { composeOwnModels } from './compose-own-models.ts'
import { composeHealth } from './compose-health.ts'
import { composeMoving } from './compose-moving.ts'
import { composeNetwork } from './compose-network.ts'
import { composeUpdates } from './compose-updates.ts'
import { composeValue } from './compose-value.ts'
import { composeWorld } from './compose-world.ts'
import type { Services } from './ipc/handlers/services.ts'
import type { Publish } from './ipc/publish.ts'
import type { GatewayHost } from './supervisor/gateway-host/gateway-host.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { ModelChooser } from './supervisor/providers/model-choice.ts'
import type { ProviderService } from './supervisor/providers/provider-service.ts'
import type { UsedBudgets } from './supervisor/budgets/used-budgets.ts'
import type { MoneyService } from './supervisor/money/money-service.ts'
import type { IsMetered } from './supervisor/network/metered-network.ts'
import type { Holds } from './supervisor/power/holds.ts'
import type { PowerService } from './supervisor/power/power-service.ts'
import type { MailService } from './supervisor/mail/mail-service.ts'
import type { RobotService } from './supervisor/robots/robot-service.ts'
import type { RunService } from './supervisor/runs/run-service.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'

/** What a room may build upon. */
export type RoomsWorld = {
  edge: CompanionEdge
  db: DatabaseSync
  settings: SettingsService
  processes: ProcessHost
  publish: Publish
  runs: RunService
  models: ModelChooser
  gateway: GatewayHost
  providers: ProviderService
  robots: RobotService
  mail: MailService
  usedBudgets: UsedBudgets
  money: MoneyService
  /** Whether the way out costs money by the amount. */
  isMetered: IsMetered
  /** Keeps what starts by itself in the queue. */
  hold: Holds['set']
  note: PowerService['note']
}

/** What a room does beside answering commands; each is optional. */
type Room = {
  /** Hears of everything that happens. */
  observe?: (event: AppEvent) => void
  /** Before anything may start by itself. */
  prepare?: () => void
  /** Everything else has started. */
  start?: () => void | Promise<void>
  /** The PC woke up, or its clock was set. */
  wake?: () => void
  close?: () => void | Promise<void>
}

export type Rooms = {
  services: Pick<
    Services,
    | 'value'
    | 'advice'
    | 'alerts'
    | 'digest'
    | 'ownModels'
    | 'network'
    | 'updates'
    | 'moving'
    | 'exporting'
    | 'health'
    | 'world'
  >
} & Required<Room>

/** The services that look on the rest and that nothing else stands on: a room may be missing and every run still runs. */
export function composeRooms(world: RoomsWorld): Rooms {
  const network = composeNetwork(world)
  const updates = composeUpdates(world)
  const { value, advice } = composeValue(world)
  const { alerts, digest } = composeAlerts(world, value)
  const ownModels = composeOwnModels(world)
  const guest = composeGuest(world)
  const health = composeHealth(world)
  const usage = composeWorld(world)
  const { moving, exporting, ...movingRoom } = composeMoving(world)
  // The last of them reports that all have started.
  const rooms: readonly Room[] = [network, value, alerts, ownModels, guest, movingRoom, health, usage, updates]
  return {
    services: { value, advice, alerts, digest, ownModels, network, updates, moving, exporting, health, world: usage },
    observe(event) {
      for (const room of rooms) room.observe?.(event)
    },
    prepare() {
      for (const room of rooms) room.prepare?.()
    },
    async start() {
      for (const room of rooms) await room.start?.()
    },
    wake() {
      for (const room of rooms) room.wake?.()
    },
    async close() {
      for (const room of rooms) await room.close?.()
    },
  }
}
