import type { DatabaseSync } from 'node:sqlite'
import { nanoid } from 'nanoid'
import type { AppEvent } from '../shared/contract/events.ts'
import { hasEnded } from '../shared/model/run.ts'
import type { Clock } from '../shared/model/clock.ts'
import type { Publish } from './ipc/publish.ts'
import { createActRepository } from './storage/companion/acts.ts'
import type { AgentRepository } from './storage/companion/agents.ts'
import { createKeptSecretRepository } from './storage/companion/kept-secrets.ts'
import { createSourceRepository } from './storage/companion/sources.ts'
import { mailProxy } from './supervisor/mail/mail-proxy.ts'
import { createMailService } from './supervisor/mail/mail-service.ts'
import type { NetworkEdge } from './supervisor/network/network-edge.ts'
import type { AgentWatcher } from './supervisor/agents/agent-service.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import { createSecretKeeper } from './supervisor/providers/secret-keeper.ts'
import type { Secrets } from './supervisor/providers/secrets.ts'
import type { RunService } from './supervisor/runs/run-service.ts'
import type { Scheduler } from './supervisor/schedule/scheduler.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'
import { createSourceService } from './supervisor/sources/source-service.ts'
import { createWebhookService } from './supervisor/webhooks/webhook-service.ts'

/** Everything agents wait for besides the time: folders, pages, feeds, mail, requests of other programs. */
export function composeSources(from: {
  edge: {
    clock: Clock
    secrets: Secrets
    /** The system's proxy for an address, as Chromium says it: `DIRECT` or a list. */
    resolveProxy: (url: string) => Promise<string>
    network: NetworkEdge
  }
  db: DatabaseSync
  agents: AgentRepository
  runs: RunService
  scheduler: Scheduler
  settings: SettingsService
  processes: ProcessHost
  publish: Publish
}) {
  const { db, agents, runs, scheduler, settings, processes, publish } = from
  const { clock, secrets, resolveProxy, network } = from.edge
  const repository = createSourceRepository(db)
  const acts = createActRepository(db)
  const keeper = createSecretKeeper({ rows: createKeptSecretRepository(db), secrets })
  const proxyFor = (host: string, port: number) => mailProxy(host, port, { resolveProxy, loginAt: network.loginAt })
  const mail = createMailService({ settings, keeper, processes, clock, newId: nanoid, proxyFor })
  const sources = createSourceService({
    repository,
    scheduler,
    agents,
    runs,
    writtenBy: acts.placesOf,
    processes,
    clock,
    random: Math.random,
    isPaused: () => settings.current().paused,
    doorOf: mail.doorOf,
    isBehindProxy: async (url) => !(await resolveProxy(url).catch(() => 'DIRECT')).startsWith('DIRECT'),
    publish,
  })
  const webhooks = createWebhookService({
    settings: settings.current,
    agents,
    runs,
    scheduler,
    sources: repository,
    keeper,
    secrets,
    clock,
    publish,
  })
  const watcher: AgentWatcher = {
    agentChanged(agent) {
      scheduler.agentChanged(agent)
      sources.agentChanged(agent)
    },
    agentRemoved(agentId) {
      scheduler.agentRemoved(agentId)
      sources.agentRemoved(agentId)
    },
  }
  return {
    services: { mail, webhooks, facts: repository },
    /** Hears of agents for the scheduler too. */
    watcher,
    wake: sources.wake,
    /** What was held back may count now: a run ended, or agents go on after a pause. */
    observe(event: AppEvent) {
      if (event.type === 'settings.saved') webhooks.follow()
      if (event.type !== 'settings.saved' && !(event.type === 'run.saved' && hasEnded(event.run.state))) return
      sources.wake()
      webhooks.wake()
    },
    start() {
      sources.start()
      webhooks.follow()
    },
    async close() {
      await Promise.all([sources.close(), webhooks.close()])
    },
  }
}
