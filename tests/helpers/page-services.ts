import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createHandlers } from '../../electron/ipc/handlers/handlers.ts'
import type { Services } from '../../electron/ipc/handlers/services.ts'
import { createPublisher } from '../../electron/ipc/publish.ts'
import { createRouter, type Handlers } from '../../electron/ipc/router.ts'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { createApprovalRepository } from '../../electron/storage/companion/approvals.ts'
import { createStandingYesRepository } from '../../electron/storage/companion/standing-yeses.ts'
import { createFiringRepository } from '../../electron/storage/companion/firings.ts'
import { createShownResultRepository } from '../../electron/storage/companion/shown-results.ts'
import { createForecastRepository } from '../../electron/storage/companion/forecasts.ts'
import { createGrantRepository } from '../../electron/storage/companion/grants.ts'
import { createProviderRepository } from '../../electron/storage/companion/providers.ts'
import { createWeekRows } from '../../electron/storage/companion/week-rows.ts'
import { composeSources } from '../../electron/compose-sources.ts'
import { composeTools } from '../../electron/compose-tools.ts'
import { createProcessHost } from '../../electron/supervisor/processes/process-host.ts'
import { createApprovalService } from '../../electron/supervisor/approvals/approval-service.ts'
import { createAgentService } from '../../electron/supervisor/agents/agent-service.ts'
import { createFolderGrants } from '../../electron/supervisor/agents/folder-grants.ts'
import { createDeliverableService } from '../../electron/supervisor/deliverables/deliverable-service.ts'
import { createForecastService } from '../../electron/supervisor/forecast/forecast-service.ts'
import { createHolds } from '../../electron/supervisor/power/holds.ts'
import { createPowerService } from '../../electron/supervisor/power/power-service.ts'
import { createKeyring } from '../../electron/supervisor/providers/keyring.ts'
import { createProviderService } from '../../electron/supervisor/providers/provider-service.ts'
import { createSampleService } from '../../electron/supervisor/samples/sample-service.ts'
import { createScheduler } from '../../electron/supervisor/schedule/scheduler.ts'
import { createWeekService } from '../../electron/supervisor/schedule/week.ts'
import { createSettingsService } from '../../electron/supervisor/settings/settings-service.ts'
import {
  type CommandName,
  foundServerSchema,
  type ProviderDraft,
  type ProviderTest,
} from '../../shared/contract/commands.ts'
import { type AppError, CodedError } from '../../shared/contract/errors.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { HeldCall } from '../../shared/model/budget.ts'
import { noMoney } from '../../shared/model/money-report.ts'
import { currencySchema } from '../../shared/model/money.ts'
import { noUsage } from '../../shared/model/usage.ts'
import { priceSchema } from '../../shared/model/price.ts'
import type { Deliverable } from '../../shared/model/run.ts'
import { wasPausedAt } from '../../shared/rules/pause.ts'
import { countingIds, openAgentDatabase, temporaryFolder } from './agent-database.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFakeDesktop } from './fake-desktop.ts'
import { createFakeRuns } from './fake-runs.ts'
import { createFakeSecrets } from './fake-secrets.ts'
import { at, makeMirror } from './things.ts'
import { noNetwork, noPages, unconnected } from './no-web.ts'
import { valueHere } from './value-here.ts'
import { noOwnModelService } from './no-own-models.ts'
import { noAlerts, noExporting, noHealth, noMoving, noTrials, noWorld } from './no-trials.ts'

export const unanswered: ProviderTest = { checks: [], error: null, models: [], firstTokenMs: null }

export const foundServer = foundServerSchema.parse({
  dialect: 'ollama',
  baseUrl: 'http://127.0.0.1:11434/v1',
  models: [{ name: 'qwen3:8b', contextTokens: 4096 }],
})
/** What the stand-in's book says of every model. */
export const bookPrice = priceSchema.parse({ kind: 'free', validFrom: 0, source: 'the book' })
/** What the stand-in's service says of every account: 12.5 CNY and a trifle. */
export const accountBalances = [
  {
    currency: currencySchema.parse('CNY'),
    pico: 12_500_000_400_000n,
    means: 'left' as const,
    at: at('2026-05-01T07:00:00Z'),
  },
]

/** Everything behind the page's commands, on a real database file; only the desktop, runs and the gateway are stand-ins. */
export function createPageServices(options: { stored?: unknown } = {}) {
  const database = openAgentDatabase()
  const home = temporaryFolder()
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'), 'Asia/Shanghai')
  const runs = createFakeRuns(clock)
  const desktop = createFakeDesktop()
  const secrets = createFakeSecrets()
  const events: AppEvent[] = []
  const log: { command: string; error: AppError }[] = []
  const asked: { draft: ProviderDraft; storedKey: string | null }[] = []
  const written: unknown[] = []
  const handedOver = { count: 0 }
  const held: HeldCall[] = []
  const deliverables = new Map<string, { deliverable: Deliverable; preview: string | null }>()
  const publisher = createPublisher({
    mirror: makeMirror(),
    send: () => undefined,
    schedule: clock.after,
    now: clock.now,
  })
  const publish = (event: AppEvent) => {
    events.push(event)
    publisher.publish(event)
  }
  const settings = createSettingsService({
    store: { read: () => options.stored, write: (value) => written.push(value) },
    systemLanguage: 'en',
    publish,
  })
  const build = (db: typeof database.db) => {
    const agentRows = createAgentRepository(db)
    const scheduler = createScheduler({
      firings: createFiringRepository(db),
      agents: agentRows,
      runs,
      clock,
      newId: countingIds('firing'),
      wasPausedAt: (dueAt) => wasPausedAt(settings.current(), dueAt, clock.now()),
      publish,
    })
    const processes = createProcessHost({
      clock,
      spawn: () => {
        throw new Error('no process is started here')
      },
    })
    const outside = composeSources({
      db,
      agents: agentRows,
      runs,
      scheduler,
      settings,
      edge: { clock, secrets, resolveProxy: async () => 'DIRECT', network: noNetwork },
      processes,
      publish,
    })
    const folders = createFolderGrants({ repository: createGrantRepository(db), clock })
    const tools = composeTools({
      db,
      clock,
      secrets,
      settings,
      processes,
      edge: { dataFolder: home, outgoing: () => Promise.reject(new Error('nothing leaves here')) },
    })
    const agents = createAgentService({
      repository: agentRows,
      grants: folders,
      programs: tools.programs,
      runs,
      watcher: scheduler,
      publish,
      clock,
      newId: countingIds('made'),
      language: settings.language,
    })
    const providers = createProviderService({
      repository: createProviderRepository(db),
      secrets,
      runs,
      reconfigure: async () => {
        handedOver.count += 1
      },
      askGateway: async ({ draft, storedKey }) => {
        asked.push({ draft, storedKey })
        return unanswered
      },
      lookUpPrices: async ({ models }) => models.map((model) => ({ model, price: bookPrice, certain: true })),
      findServers: async () => [foundServer],
      readBalances: async () => [...accountBalances],
      practiceName: () => (settings.language() === 'en' ? 'Practice model' : '练习模型'),
      publish,
      clock,
      newId: countingIds('provider'),
    })
    const samples = createSampleService({
      agents,
      runs,
      places: {
        source: (language) => join('assets', 'samples', language === 'en' ? 'en' : 'zh'),
        documents: (language) => join(home, language === 'en' ? 'Samples' : '示例'),
        reports: join(home, 'Reports'),
      },
      language: settings.language,
    })
    const approvals = createApprovalService({
      repository: createApprovalRepository(db),
      yeses: createStandingYesRepository(db),
      clock,
      publish,
      newId: countingIds('approval'),
      onAnswered: (approval) => runs.answered(approval),
    })
    const services: Services = {
      ...noTrials,
      ...noAlerts,
      ...{ moving: noMoving, exporting: noExporting, health: noHealth, world: noWorld },
      results: createShownResultRepository(db),
      advice: { read: async () => [] },
      value: valueHere({ db, runs, settings, publish, clock }),
      money: { read: async () => noMoney, print: async () => null },
      ownModels: noOwnModelService,
      undo: { changes: () => [], undo: async () => [], prune: () => undefined },
      approvals,
      publisher,
      agents,
      folders,
      ...tools,
      runs,
      deliverables: createDeliverableService({
        repository: {
          find: (id) => deliverables.get(id)?.deliverable ?? null,
          previewOf: (id) => deliverables.get(id)?.preview ?? null,
        },
      }),
      providers,
      reconciler: { compare: () => [], beginAnew: async () => undefined },
      settings,
      care: { health: () => [] },
      exporter: { save: async () => null },
      ...{ report: () => [], totals: () => noUsage },
      repairs: { tell: () => undefined, putAway: () => undefined },
      usedBudgets: () => [],
      heldCalls: {
        list: async () => [...held],
        release: async (call) => void held.splice(0, held.length, ...held.filter((each) => each.call !== call)),
      },
      forecasts: createForecastService({
        repository: createForecastRepository(db),
        agents: agentRows,
        grants: folders,
        planner: { plan: () => null },
        ownOutputs: () => [],
        providers: () => providers.list(),
        resolveModel: () => {
          throw new CodedError('model.missing', { model: 'none' })
        },
        exchangeRates: () => [],
        language: settings.language,
        processes,
        publish,
        clock,
      }),
      samples,
      pages: noPages,
      ...unconnected,
      week: createWeekService({
        agents: agentRows,
        rows: createWeekRows(db),
        firings: createFiringRepository(db),
        clock,
      }),
      ...outside.services,
      desktop,
      holds: createHolds(runs),
      power: createPowerService({ desktop, runs, publish, clipboardPressed: () => undefined }),
      keyring: createKeyring({
        secrets,
        clock,
        storageOf: () => 'none',
        onState: () => undefined,
        onOpened: async () => undefined,
      }),
      recover: async () => undefined,
      clock,
    }
    const handlers = createHandlers(services)
    const routerWith = (changed: Partial<Handlers>) =>
      createRouter<'page' | 'stranger'>({
        handlers: { ...handlers, ...changed },
        isTrustedSender: (event) => event === 'page',
        log: (failure) => log.push(failure),
        checkReplies: true,
      })
    const router = routerWith({})
    const send = (name: CommandName, args: unknown = {}) => router('page', name, args)
    return { ...services, handlers, scheduler, router, routerWith, send }
  }
  const parts = build(database.db)
  void parts.scheduler.start()
  return {
    ...parts,
    events,
    log,
    asked,
    written,
    handedOver,
    held,
    deliverableRows: deliverables,
    home,
    clock,
    runs,
    desktop,
    secrets,
    restart: () => build(database.reopen()),
    folder(name: string): string {
      const path = join(home, name)
      mkdirSync(path, { recursive: true })
      return path
    },
  }
}
