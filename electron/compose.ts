import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { CodedError, toAppError } from '../shared/contract/errors.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import { wasPausedAt } from '../shared/rules/pause.ts'
import type { Companion, CompanionEdge } from './companion.ts'
import { readFirstMirror } from './ipc/first-mirror.ts'
import { composeMoney } from './compose-money.ts'
import { composeRuns } from './compose-runs.ts'
import { composeSources } from './compose-sources.ts'
import { composeTools } from './compose-tools.ts'
import { composeRooms } from './compose-rooms.ts'
import { createPublisher } from './ipc/publish.ts'
import { createAgentRepository } from './storage/companion/agents.ts'
import { createDeliverableRepository } from './storage/companion/deliverables.ts'
import { createFiringRepository } from './storage/companion/firings.ts'
import { createGrantRepository } from './storage/companion/grants.ts'
import { openCompanion } from './storage/companion/open-companion.ts'
import { createProviderRepository } from './storage/companion/providers.ts'
import { createWeekRows } from './storage/companion/week-rows.ts'
import { unreadRepairs } from './storage/recovery/repair-notes.ts'
import { damagedFolder } from './storage/recovery/set-aside.ts'
import { type AgentService, createAgentService } from './supervisor/agents/agent-service.ts'
import { createFolderGrants } from './supervisor/agents/folder-grants.ts'
import { createCare } from './supervisor/books/care.ts'
import { createKeeperHost } from './supervisor/books/keeper-host.ts'
import { createRepairs } from './supervisor/books/repairs.ts'
import { createBudgetServices, spendingRulesOf } from './supervisor/budgets/budget-services.ts'
import { createDeliverableService } from './supervisor/deliverables/deliverable-service.ts'
import { composeForecasts } from './compose-forecasts.ts'
import { createGatewayHost } from './supervisor/gateway-host/create-gateway-host.ts'
import { createMeteredNetwork } from './supervisor/network/metered-network.ts'
import { createProcessHost } from './supervisor/processes/process-host.ts'
import { createDayAndNight, type DayAndNight } from './supervisor/power/day-and-night.ts'
import { createPowerService, type PowerService } from './supervisor/power/power-service.ts'
import { createKeyring } from './supervisor/providers/keyring.ts'
import { createModelChooser, type ModelChooser } from './supervisor/providers/model-choice.ts'
import { questionsFor } from './supervisor/providers/gateway-questions.ts'
import { createReconciler } from './supervisor/providers/reconciler.ts'
import { createProviderService, type ProviderService } from './supervisor/providers/provider-service.ts'
import { createSampleService } from './supervisor/samples/sample-service.ts'
import { createScheduler, type Scheduler } from './supervisor/schedule/scheduler.ts'
import { createWeekService } from './supervisor/schedule/week.ts'
import { createSettingsService, hasClosedLimit, readSettings } from './supervisor/settings/settings-service.ts'
import { createLedgerReader } from './supervisor/today/ledger-reader.ts'
import { createTodayService, type TodayService } from './supervisor/today/today-service.ts'

/** Builds the services and hands each its clock, spawn and storage. Throws CodedError `storage.*` when the data cannot be opened. */
export function compose(edge: CompanionEdge): Companion {
  const { clock, secrets, desktop } = edge
  const ledgerPath = join(edge.dataFolder, 'ledger.db')
  const settings0 = readSettings(edge.settingsStore.read())
  // Looked at once the page has what it shows first; the system may take its time to answer.
  const system = { ...edge.system, keyring: 'available' as const }
  const { db, value: mirrorOnDisk } = openCompanion({
    dataFolder: edge.dataFolder,
    now: clock.now,
    read: (opened) => readFirstMirror({ db: opened, clock, settings: settings0, system }),
  })
  const damaged = damagedFolder(ledgerPath)
  const agentRows = createAgentRepository(db)
  const firingRows = createFiringRepository(db)
  const observers = new Set<(event: AppEvent) => void>()
  const publisher = createPublisher({
    mirror: { ...mirrorOnDisk, repairs: unreadRepairs(damaged) },
    send: edge.send,
    schedule: clock.after,
    now: () => performance.now(),
  })
  const publish = (event: AppEvent) => {
    publisher.publish(event)
    for (const observer of observers) observer(event)
  }

  const settings = createSettingsService({
    store: edge.settingsStore,
    systemLanguage: edge.system.systemLanguage,
    publish,
  })
  const processes = createProcessHost({ spawn: edge.spawn, clock })
  const repairs = createRepairs({ folder: damaged, publish })
  const keeper = createKeeperHost(processes)
  const care = createCare({
    dataFolder: edge.dataFolder,
    keeper,
    clock,
    publish,
    onDamage(file) {
      if (file === 'ledger' && gateway.state() === 'asleep') void gateway.whenReady().catch(() => undefined)
    },
  })
  const { closeReader, ...money } = composeMoney({
    ...{ edge, ledgerPath, keeper, processes, settings, clock, agents: agentRows },
    providers: () => providers.list(),
  })
  const rules = () => spendingRulesOf(settings, agentRows)
  const gateway = createGatewayHost({
    processes,
    clock,
    ledgerPath,
    armedProviders: () => providers.armed(),
    spending: rules,
    keepUsageYears: () => settings.current().keepUsageYears,
    onState: (state) => publish({ type: 'system.changed', system: { ...publisher.mirror().system, gateway: state } }),
    onTrouble: (error) => publish({ type: 'notice', error }),
    onProviderHealth: (providerId, health) => publish({ type: 'provider.health', providerId, health }),
    onRepaired() {
      // The file that was open for reading lies elsewhere now.
      ledger.close()
      repairs.tell()
      today.wake()
    },
  })
  const providerRows = createProviderRepository(db)
  const keyring = createKeyring({
    secrets,
    clock,
    storageOf: (providerId) => providerRows.find(providerId)?.keyStorage ?? 'none',
    onState: (state) => publish({ type: 'system.changed', system: { ...publisher.mirror().system, keyring: state } }),
    onOpened: () => gateway.reconfigure(),
  })
  const tools = composeTools({ db, clock, secrets, settings, processes, edge })
  const folders = createFolderGrants({ repository: createGrantRepository(db), clock })
  const { runs, ...beside } = composeRuns({
    edge,
    db,
    ...tools,
    openMail: (accountId) => outside.services.mail.doorsOf(accountId),
    publish,
    processes,
    gateway,
    keyring,
    resolveModel: (agent) => models.resolve(agent),
    modelsForPass: (plan) => models.forPass(plan),
    forecast: (agent, model) => forecasts.ofRun(agent, model),
    planOf: (agent, model) => forecasts.planOf(agent, model),
    language: settings.language,
    agents: { ...agentRows, stand: (...change) => agents.stand(...change) },
    ...{ grants: folders, wanted: () => settings.current().concurrentRuns },
    onEnded: () => scheduler.runEnded(),
  })
  const providers: ProviderService = createProviderService({
    repository: providerRows,
    secrets,
    runs,
    reconfigure: () => gateway.reconfigure(),
    ...questionsFor(gateway),
    practiceName: () => edge.practiceName(settings.language()),
    publish,
    clock,
    newId: nanoid,
  })
  const models: ModelChooser = createModelChooser({
    providers: () => providers.list(),
    settings: settings.current,
    language: settings.language,
    clock,
  })
  const scheduler: Scheduler = createScheduler({
    firings: firingRows,
    agents: agentRows,
    runs,
    clock,
    newId: nanoid,
    wasPausedAt: (dueAt) => wasPausedAt(settings.current(), dueAt, clock.now()),
    publish,
  })
  const outside = composeSources({ edge, db, agents: agentRows, runs, scheduler, settings, processes, publish })
  const { forecasts, observe: observeForecasts }: ReturnType<typeof composeForecasts> = composeForecasts({
    ...{ db, runs, pages: beside.pages, places: beside.places, agents: agentRows, grants: folders },
    providers: () => providers.list(),
    resolveModel: (agent) => models.resolve(agent),
    exchangeRates: () => settings.current().exchangeRates,
    ...{ language: settings.language, processes, publish, clock },
  })
  observers.add(observeForecasts)
  const agents: AgentService = createAgentService({
    repository: agentRows,
    grants: folders,
    ...tools,
    runs,
    watcher: outside.watcher,
    publish,
    clock,
    newId: nanoid,
    language: settings.language,
  })
  const ledger = createLedgerReader(ledgerPath, () => void gateway.whenReady().catch(() => undefined))
  const today: TodayService = createTodayService({ readUsage: ledger.usageOn, runs, publish, clock })
  observers.add((event) => today.observe(event))
  observers.add(outside.observe)
  const budgets = createBudgetServices({ gateway, ledger, rules, clock, onReleased: () => today.wake() })
  const rooms = composeRooms({
    ...{ edge, db, settings, processes, publish, runs, models, gateway, providers },
    ...{ robots: tools.robots, mail: outside.services.mail, usedBudgets: budgets.usedBudgets, money: money.money },
    isMetered: createMeteredNetwork({ settings, system: edge.systemMetered }),
    hold: (...change) => dayAndNight.holds.set(...change),
    note: (changes) => power.note(changes),
  })
  observers.add(rooms.observe)
  const clipboardPressed = () => beside.runOn.onKeys(settings.current().clipboardAgent, publish)
  const power: PowerService = createPowerService({ desktop, runs, publish, clipboardPressed })
  const dayAndNight: DayAndNight = createDayAndNight({
    ...{ runs, scheduler, settings, power, mirror: publisher.mirror, clock },
    begin: outside.start,
    keepAwake: edge.keepAwake,
  })
  observers.add((event) => dayAndNight.observe(event))
  observers.add(({ type }) => {
    // A key may have been entered anew, readable without the key store.
    if (type === 'provider.saved') void keyring.look()
  })
  observers.add(({ type }) => {
    if (type !== 'agent.saved' && type !== 'settings.saved') return
    // Caps hold from the moment they are saved.
    gateway.reconfigure().catch((thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) }))
  })
  const samples = createSampleService({ agents, runs, places: edge.samplePlaces, language: settings.language })
  const deliverables = createDeliverableService({ repository: createDeliverableRepository(db) })
  return {
    services: {
      publisher,
      agents,
      folders,
      ...tools,
      runs,
      ...beside,
      deliverables,
      ...rooms.services,
      providers,
      reconciler: createReconciler({ ledger, gateway }),
      settings,
      ...budgets,
      repairs,
      forecasts,
      care,
      ...money,
      ...{ report: ledger.report, totals: ledger.totals },
      samples,
      week: createWeekService({ agents: agentRows, rows: createWeekRows(db), firings: firingRows, clock }),
      ...outside.services,
      desktop,
      holds: dayAndNight.holds,
      power,
      keyring,
      recover: dayAndNight.recover,
      clock,
    },
    observe(listener) {
      observers.add(listener)
      return () => observers.delete(listener)
    },
    async start() {
      for (const provider of providers.list()) publish({ type: 'provider.saved', provider })
      agents.welcome()
      today.start()
      rooms.prepare()
      await dayAndNight.start(edge.heldAfterCrashes)
      beside.approvals.start()
      const limitTrouble = toAppError(new CodedError('settings.limitUnreadable'))
      if (hasClosedLimit(settings.current())) publish({ type: 'notice', error: limitTrouble })
      await keyring.look()
      await power.start(settings.current())
      care.start()
      beside.undo.prune()
      await rooms.start()
    },
    sleep: dayAndNight.sleep,
    wake() {
      gateway.lookForNetwork()
      dayAndNight.wake()
      outside.wake()
      beside.approvals.wake()
      today.wake()
      void keyring.look()
      rooms.wake()
    },
    async close() {
      dayAndNight.stop()
      keyring.stop()
      scheduler.stop()
      await outside.close()
      beside.approvals.stop()
      today.stop()
      await forecasts.close()
      care.stop()
      closeReader()
      await rooms.close()
      await runs.close().then(tools.toolServers.close)
      await gateway.close()
      ledger.close()
      db.close()
    },
  }
}
