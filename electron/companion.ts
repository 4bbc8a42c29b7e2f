import type { AppEvent, EventBatch } from '../shared/contract/events.ts'
import type { System } from '../shared/contract/mirror.ts'
import type { Clock } from '../shared/model/clock.ts'
import type { Language } from '../shared/model/settings.ts'
import type { Desktop } from './ipc/desktop-edge.ts'
import type { Services } from './ipc/handlers/services.ts'
import type { Vitals } from './supervisor/health/health-service.ts'
import type { NetworkEdge } from './supervisor/network/network-edge.ts'
import type { SystemMetered } from './supervisor/network/system-metered.ts'
import type { Spawn } from './supervisor/processes/process-host.ts'
import type { ReadMemory } from './supervisor/runs/runner-process.ts'
import type { Secrets } from './supervisor/providers/secrets.ts'
import type { Battery } from './supervisor/power/good-guest.ts'
import type { PageWindows } from './supervisor/pages/page-windows.ts'
import type { SamplePlaces } from './supervisor/samples/sample-service.ts'
import type { Installer } from './supervisor/updates/installer.ts'
import type { SettingsStore } from './supervisor/settings/settings-service.ts'

export type Companion = {
  services: Services
  /** Hears of everything that happens, after main's mirror has taken it in. The result stops it. */
  observe(listener: (event: AppEvent) => void): () => void
  /** Goes on with unfinished runs, decides what was missed, then arms the timers. */
  start(): Promise<void>
  /** The PC is about to sleep: nothing starts until it wakes. */
  sleep(): void
  /** The PC woke up, or its clock or zone was set. */
  wake(): void
  /** Ends every process and closes the files; runs go on at the next start. */
  close(): Promise<void>
}

/** What the services are handed: everything that touches the system. */
export type CompanionEdge = {
  dataFolder: string
  clock: Clock
  spawn: Spawn
  readMemory: ReadMemory
  vitals: () => Vitals
  /** How many processors this computer has. */
  cores: number
  secrets: Secrets
  desktop: Desktop
  settingsStore: SettingsStore
  samplePlaces: SamplePlaces
  system: Pick<System, 'version' | 'platform' | 'systemLanguage' | 'ownWindowButtons'>
  practiceName: (language: Language) => string
  /** Keeps the system from falling asleep by itself; the result lets it. */
  keepAwake: () => () => void
  /** Absent where the system says nothing of a battery. */
  battery?: Battery
  /** What the system says of the cost of its way out; absent where it says nothing. */
  systemMetered?: SystemMetered
  /** Too many starts came to no proper end: nothing starts by itself until the owner goes on. */
  heldAfterCrashes: boolean
  pageWindows: PageWindows
  /** The way out of this computer; what it is told holds for all processes. */
  network: NetworkEdge
  /** How this copy of the app becomes a newer one, and where it looks for one. */
  updates: { installer: Installer | null; feed: string | null }
  /** Where the usage ranking is fetched, in place of where it is published. */
  rankingAddress?: string | null
  /** The proxy for an address, as Chromium says it. */
  resolveProxy: (url: string) => Promise<string>
  /** A self-contained page as a PDF. */
  printPdf: (html: string) => Promise<Uint8Array>
  /** The text on the system's clipboard; empty when there is none. */
  readClipboard: () => string | Promise<string>
  /** Sends a request to another computer as the system wants it, with its proxy and its certificates. */
  outgoing: (url: string, init: RequestInit) => Promise<Response>
  send: (batch: EventBatch) => void
}
