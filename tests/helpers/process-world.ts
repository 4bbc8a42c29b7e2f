import { noInner, noRobots, noToolServers } from './no-tool-servers.ts'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runnerReportSchema } from '../../electron/runner/protocol.ts'
import type { Spawn } from '../../electron/supervisor/processes/process-host.ts'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { runPlanSchema } from '../../electron/storage/companion/runs.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { createAgentStandings } from '../../electron/supervisor/agents/agent-standings.ts'
import { createGatewayHost } from '../../electron/supervisor/gateway-host/create-gateway-host.ts'
import { createProcessHost } from '../../electron/supervisor/processes/process-host.ts'
import { createRunService } from '../../electron/supervisor/runs/create-run-service.ts'
import { createRunScratch } from '../../electron/supervisor/runs/run-scratch.ts'
import type { Agent } from '../../shared/model/agent.ts'
import type { RunId } from '../../shared/model/brand.ts'
import { noSpendingRules } from '../../shared/model/budget.ts'
import type { Supervision } from '../../shared/model/supervision.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFakeGateway } from './fake-gateway.ts'
import { createFakeProcesses } from './fake-processes.ts'
import { keyringNobodyNeeds } from './fake-secrets.ts'
import { createForkedProcesses } from './fork-process.ts'
import { birthday, makeAgent, makeApproval } from './things.ts'
import { noPages } from './no-web.ts'

const program = join(import.meta.dirname, 'misbehaving-runner.ts')

export type ProcessWorld = ReturnType<typeof openProcessWorld>

/**
 * The supervisor over runners that are real processes and may misbehave, with a clock that moves only when it is turned: pauses of
 * minutes pass at once, and what a process does is waited for rather than guessed.
 */
export function openProcessWorld() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kaihe-processes-')))
  const documents = join(folder, 'documents')
  mkdirSync(documents)
  writeFileSync(join(documents, 'a.txt'), 'The harvest was good.')
  const clock = createFakeClock(birthday)
  const gatewayProgram = createFakeGateway()
  const gateways = createFakeProcesses({ gateway: gatewayProgram.program })
  const forked = createForkedProcesses({ runner: program })
  /** The processes that have said they are at work. */
  const atWork = new Set<number>()
  const spawn: Spawn = (name) => {
    if (name === 'gateway') return gateways.spawn(name)
    const child = forked.spawn(name)
    child.port.onMessage((message) => {
      const report = runnerReportSchema.safeParse(message)
      if (child.pid !== undefined && report.data?.type === 'step') atWork.add(child.pid)
    })
    return child
  }
  const processes = createProcessHost({ spawn, clock })
  const gateway = createGatewayHost({
    processes,
    clock,
    ledgerPath: join(folder, 'ledger.db'),
    spending: () => noSpendingRules,
    armedProviders: async () => [],
    onState: () => undefined,
    onTrouble: () => undefined,
    onProviderHealth: () => undefined,
  })
  const db = openDatabase({
    path: join(folder, 'companion.db'),
    migrations: companionMigrations,
    backupFolder: null,
    now: clock.now,
  })
  const agents = new Map<string, Agent>()
  const rows = createAgentRepository(db)
  let ids = 0
  const judge = createAgentStandings({
    agents: {
      find: (agentId) => agents.get(agentId) ?? null,
      stand(agentId, standing) {
        const agent = { ...known(agentId), standing }
        agents.set(agentId, agent)
        return agent
      },
    },
    runs: { list: (request) => runs.list(request) },
    clock,
  })
  const runs = createRunService({
    toolServers: noToolServers,
    robots: noRobots,
    inner: noInner,
    openMail: () => Promise.reject(new Error('there is no mailbox here')),
    db,
    flush: { commit: (work) => work(), onDisk: async () => undefined, close: async () => undefined },
    clock,
    publish: () => undefined,
    processes,
    gateway,
    keyring: keyringNobodyNeeds,
    resolveModel: () => model,
    modelsForPass: (plan) => [plan.model.reference],
    forecast: () => null,
    planOf: () => null,
    language: () => 'en',
    newId: () => `run-${++ids}`,
    mintToken: () => `token-${ids}`.padEnd(64, 'x'),
    scratch: createRunScratch(join(folder, 'scratch')),
    onEnded: judge,
    approvals: { ask: () => ({ approval: makeApproval(), act: null }), withdraw: () => undefined },
    pages: noPages,
    readMemory,
    concurrent: () => 20,
  })
  const known = (id: string): Agent => {
    const agent = agents.get(id)
    if (agent === undefined) throw new Error(`no agent ${id}`)
    return agent
  }
  return {
    clock,
    runs,
    atWork,
    runners: () => forked.alive('runner'),
    agentOf: known,
    /** Begins a run of an agent that reads one document; its name says what its runner does wrong, if anything. */
    begin(name: string, supervision: Partial<Supervision> = {}): RunId {
      const id = `agent-${agents.size + 1}`
      const agent = makeAgent({
        id,
        name,
        steps: [{ id: 'read', kind: 'readFolder', folder: documents, recursive: false }],
        grants: [{ path: documents, access: 'read' }],
        supervision,
      })
      agents.set(id, agent)
      rows.save(agent)
      return runs.start({ agent, startedBy: { kind: 'hand' } }).id
    },
    stateOf: (runId: RunId) => runs.read(runId).run.state,
    /** Ends everything, and answers with how many of the processes are left. */
    async close(): Promise<number> {
      const all = forked.alive('runner')
      const gone = Promise.all([runs.close(), gateway.close()])
      let isGone = false
      void gone.finally(() => {
        isGone = true
      })
      await until(() => {
        clock.advance(1_000)
        return isGone
      })
      db.close()
      rmSync(folder, { recursive: true, force: true })
      return all.filter(isAlive).length
    },
  }
}

const model = runPlanSchema.shape.model.parse({
  reference: { providerId: 'practice', model: 'practice' },
  label: 'Practice',
  contextTokens: 8_000,
  practice: true,
})

/** Waits for what another process does; whoever waits in vain is ended by the time limit of the test. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(5)
}

/** The state of a process as the system names it, such as `T` for one that stands still; null when it is gone. */
export function stateOfProcess(pid: number): string | null {
  try {
    return /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}

export function isAlive(pid: number): boolean {
  const state = stateOfProcess(pid)
  return state !== null && state !== 'Z' && state !== 'X'
}

/** What a process takes of the computer's memory, in bytes. */
export function readMemory(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
