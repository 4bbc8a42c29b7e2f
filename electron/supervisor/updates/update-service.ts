import { z } from 'zod'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { UpdateState } from '../../../shared/model/update.ts'
import { isNewer } from '../../../shared/rules/version.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { IsMetered } from '../network/metered-network.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import type { Installer } from './installer.ts'

export type UpdateService = {
  state(): UpdateState
  /** Looks now, because the owner asked; `anyway`: and fetches whatever that costs. What went wrong is in the state. */
  look(anyway?: boolean): Promise<UpdateState>
  /** Throws `update.notReady`, `update.runsLive`. */
  install(): Promise<void>
  observe(event: AppEvent): void
  /** Everything has started as it should: reports it, and hears what became of the last update. */
  start(): void
  close(): void
}

const recordSchema = z.object({
  /** Where this computer stands when a version goes to a part of all at first, from 0 up to, but without, 100. */
  place: z.number().min(0).max(100).catch(0),
  lookedAt: instantSchema.nullable().catch(null),
  /** A version that did not start here: it is not taken again by itself. */
  failed: z.string().nullable().catch(null),
})
type Kept = z.infer<typeof recordSchema>

const firstLook = 3 * 60_000
const lookEvery = 24 * 3_600_000
/** No wait is longer: timers stand still while the PC sleeps. */
const longestHop = 3_600_000

/** Newer versions: looked for and fetched by itself, and only ever put in place when the owner says so and nothing runs. */
export function createUpdateService(dependencies: {
  version: string
  /** Where it looks unless the owner says otherwise; null: nowhere. */
  feed: string | null
  /** Null where this copy of the app does not update itself, such as one that runs from its sources. */
  installer: Installer | null
  settings: Pick<SettingsService, 'current'>
  store: { read(): unknown; write(kept: Kept): void }
  /** What became of the last update, told once; and that this version started well. */
  outcome: { take(): string | null; reportGoodStart(version: string): void }
  liveRuns: () => number
  /** The archive waits while the way out costs by the amount. */
  isMetered: IsMetered
  clock: Clock
  random: () => number
  publish: Publish
}): UpdateService {
  const { version, installer, settings, store, outcome, liveRuns, isMetered, clock, random, publish } = dependencies
  const read = recordSchema.safeParse(store.read())
  let kept: Kept = read.success ? read.data : { place: Math.floor(random() * 100), lookedAt: null, failed: null }
  let error: UpdateState['error'] = null
  let ready: string | null = null
  let backedOut: string | null = null
  let looking: Promise<void> | null = null
  let cancel = () => undefined as void
  let isClosed = false
  let automatic = settings.current().updates.automatic

  const keep = (changes: Partial<Kept>) => {
    kept = { ...kept, ...changes }
    try {
      store.write(kept)
    } catch {
      // Looked at once more after the next start; nothing else hangs on it.
    }
  }
  const feed = () => settings.current().updates.feed ?? dependencies.feed
  const state = (): UpdateState => {
    const hasFeed = installer !== null && feed() !== null
    const stage = ready !== null ? 'ready' : hasFeed ? 'current' : 'noFeed'
    const comesBack = installer?.comesBack ?? false
    return { stage, version: ready, comesBack, lookedAt: kept.lookedAt, error, backedOut }
  }

  const lookOnce = async (byOwner: boolean, anyway: boolean): Promise<void> => {
    const address = feed()
    if (installer === null || address === null) return
    try {
      const offered = await installer.find(address)
      error = null
      keep({ lookedAt: instantSchema.parse(clock.now()) })
      if (offered === null || !isNewer(offered.version, version) || offered.version === ready) return
      if (!byOwner && (kept.place >= offered.share || offered.version === kept.failed)) return
      if (!anyway && (await isMetered())) throw new CodedError('update.metered', { version: offered.version })
      ready = null
      await installer.fetch()
      ready = offered.version
    } catch (thrown) {
      error = toAppError(thrown)
    }
  }
  const look = async (byOwner: boolean, anyway = false): Promise<void> => {
    while (looking !== null) await looking
    looking = lookOnce(byOwner, anyway)
    await looking
    looking = null
  }
  const arm = (wait: number) => {
    cancel()
    if (isClosed || !settings.current().updates.automatic) return
    cancel = clock.after(Math.min(longestHop, Math.max(0, wait)), () => {
      const due = (kept.lookedAt ?? 0) + lookEvery
      // A clock that was set back must not keep it from looking for ever.
      const isDue = clock.now() >= due || (kept.lookedAt ?? 0) > clock.now()
      if (!isDue) return arm(due - clock.now())
      // Without a network it is looked for again in an hour.
      void look(false).then(() => arm(longestHop))
    })
  }

  return {
    state,
    async look(anyway) {
      await look(true, anyway)
      return state()
    },
    async install() {
      if (installer === null || ready === null) throw new CodedError('update.notReady')
      const live = liveRuns()
      if (live > 0) throw new CodedError('update.runsLive', { count: live })
      await installer.apply()
    },
    observe(event) {
      if (event.type !== 'settings.saved' || event.settings.updates.automatic === automatic) return
      automatic = event.settings.updates.automatic
      arm(firstLook)
    },
    start() {
      const [what, of = ''] = (outcome.take() ?? '').split(' ')
      if (what === 'backed-out' || what === 'failed') {
        backedOut = of
        keep({ failed: of })
        publish({ type: 'notice', error: toAppError(new CodedError('update.backedOut', { version: of })) })
      }
      if (what === 'not-installed') {
        publish({ type: 'notice', error: toAppError(new CodedError('update.notInstalled', { version: of })) })
      }
      outcome.reportGoodStart(version)
      arm(firstLook)
    },
    close() {
      isClosed = true
      cancel()
    },
  }
}
