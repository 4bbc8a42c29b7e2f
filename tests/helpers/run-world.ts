import { noInner, noRobots, noToolServers } from './no-tool-servers.ts'
import { keyringNobodyNeeds } from './fake-secrets.ts'
import { onTestFinished } from 'vitest'
import { type ApprovalService, createApprovalService } from '../../electron/supervisor/approvals/approval-service.ts'
import { createGatewayHost } from '../../electron/supervisor/gateway-host/create-gateway-host.ts'
import type { GatewayHost } from '../../electron/supervisor/gateway-host/gateway-host.ts'
import { createProcessHost } from '../../electron/supervisor/processes/process-host.ts'
import { createRunService } from '../../electron/supervisor/runs/create-run-service.ts'
import type { RunServiceDependencies } from '../../electron/supervisor/runs/run-dependencies.ts'
import type { RunService } from '../../electron/supervisor/runs/run-service.ts'
import { createApprovalRepository } from '../../electron/storage/companion/approvals.ts'
import { createStandingYesRepository } from '../../electron/storage/companion/standing-yeses.ts'
import { runPlanSchema } from '../../electron/storage/companion/runs.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Mirror } from '../../shared/contract/mirror.ts'
import type { Agent } from '../../shared/model/agent.ts'
import type { Run } from '../../shared/model/run.ts'
import { reduceMirror } from '../../shared/reduce/mirror.ts'
import { type CompanionDatabase, openCompanionDatabase } from './companion-database.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createFakeGateway, type FakeGateway } from './fake-gateway.ts'
import { createFakeProcesses, type FakeProcesses, settle } from './fake-processes.ts'
import { createFakeRunner, type FakeRunner } from './fake-runner.ts'
import { noSpendingRules } from '../../shared/model/budget.ts'
import { birthday, makeAgent, makeMirror } from './things.ts'
import { noPages } from './no-web.ts'

/** A whole supervisor in the test: real rows, real messages, processes that live in the test. */
export type RunWorld = {
  clock: FakeClock
  database: CompanionDatabase
  gateway: FakeGateway
  runner: FakeRunner
  /** Of this life of the app. */
  fakes: () => FakeProcesses
  host: () => GatewayHost
  runs: () => RunService
  approvals: () => ApprovalService
  /** What each process takes, in bytes, by its id. */
  memory: Map<number, number>
  events: AppEvent[]
  /** What the page would show, over all lives of the app. */
  mirror: () => Mirror
  ended: Run[]
  scratch: { removed: string[]; kept: string[][] }
  /** Lets time pass in small steps, with everything that happens on the way. */
  pass(milliseconds: number, step?: number): Promise<void>
  /** Main is killed and started again: every process is gone, nothing was said or stored. */
  crash(): void
}

export const model = runPlanSchema.shape.model.parse({
  reference: { providerId: 'practice', model: 'practice' },
  label: 'Practice',
  contextTokens: 8_000,
  practice: true,
})

/** What main does outside for a run; without it nothing can be done there. */
export type Outside = Partial<Pick<RunServiceDependencies, 'toolServers' | 'openMail' | 'pages' | 'robots' | 'planOf'>>

export function createRunWorld(
  agents: readonly Agent[] = [makeAgent()],
  concurrent = 3,
  outside: Outside = {},
): RunWorld {
  const clock = createFakeClock(birthday, 'Asia/Shanghai')
  const database = openCompanionDatabase(agents)
  const gateway = createFakeGateway()
  const runner = createFakeRunner(clock)
  const events: AppEvent[] = []
  const ended: Run[] = []
  const scratch: RunWorld['scratch'] = { removed: [], kept: [] }
  const memory = new Map<number, number>()
  let mirror = makeMirror()
  let ids = 0
  let tokens = 0

  const live = () => {
    let isAlive = true
    const fakes = createFakeProcesses({ gateway: gateway.program, runner: runner.program, sources: () => undefined })
    const publish = (event: AppEvent) => {
      if (!isAlive) return
      events.push(event)
      mirror = reduceMirror(mirror, event)
    }
    const db = database.db()
    // Timers of a life that is over mean nothing.
    const after: FakeClock['after'] = (milliseconds, callback) => clock.after(milliseconds, () => isAlive && callback())
    const lifeClock = { ...clock, after }
    const processes = createProcessHost({ spawn: fakes.spawn, clock: lifeClock })
    const host = createGatewayHost({
      processes,
      clock: lifeClock,
      ledgerPath: '/data/ledger.db',
      spending: () => noSpendingRules,
      armedProviders: async () => [],
      onState: () => undefined,
      onTrouble: (error) => publish({ type: 'notice', error }),
      onProviderHealth: () => undefined,
    })
    const approvals = createApprovalService({
      repository: createApprovalRepository(db),
      yeses: createStandingYesRepository(db),
      clock: lifeClock,
      publish,
      newId: () => `approval-${++ids}`,
      onAnswered: (approval) => runs.answered(approval),
    })
    const runs: RunService = createRunService({
      toolServers: noToolServers,
      robots: noRobots,
      inner: noInner,
      openMail: () => Promise.reject(new Error('there is no mailbox here')),
      db,
      flush: { commit: (work) => work(), onDisk: async () => undefined, close: async () => undefined },
      clock: lifeClock,
      publish,
      processes,
      gateway: host,
      keyring: keyringNobodyNeeds,
      resolveModel: () => model,
      modelsForPass: (plan) => [plan.model.reference, ...plan.model.fallbacks],
      forecast: () => null,
      planOf: outside.planOf ?? (() => null),
      language: () => 'en',
      newId: () => `run-${++ids}`,
      mintToken: () => `token-${++tokens}`.padEnd(64, 'x'),
      scratch: {
        keptFolder: '/kept',
        folderOf: (runId) => `/scratch/${runId}`,
        remove: async (runId) => void scratch.removed.push(runId),
        keepOnly: async (runIds) => void scratch.kept.push([...runIds]),
      },
      onEnded: (run) => ended.push(run),
      approvals: {
        ask: (question) => approvals.ask(question),
        withdraw: (runId) => approvals.withdraw(runId),
      },
      pages: noPages,
      ...outside,
      readMemory: (pid) => memory.get(pid) ?? null,
      concurrent: () => concurrent,
    })
    const end = () => {
      isAlive = false
      for (const process of fakes.started) process.exit(-9)
    }
    return { fakes, host, runs, approvals, end }
  }
  let life = live()
  onTestFinished(() => life.runs.close())

  return {
    clock,
    database,
    gateway,
    runner,
    fakes: () => life.fakes,
    host: () => life.host,
    runs: () => life.runs,
    approvals: () => life.approvals,
    memory,
    events,
    mirror: () => mirror,
    ended,
    scratch,
    async pass(milliseconds, step = 100) {
      await settle()
      for (let passed = 0; passed < milliseconds; passed += step) {
        clock.advance(Math.min(step, milliseconds - passed))
        await settle()
      }
    },
    crash() {
      life.end()
      database.reopen()
      life = live()
    },
  }
}
