import { noInner, noRobots, noToolServers } from '../../helpers/no-tool-servers.ts'
import { keyringNobodyNeeds } from '../../helpers/fake-secrets.ts'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../../electron/clock.ts'
import { createGatewayHost } from '../../../electron/supervisor/gateway-host/create-gateway-host.ts'
import { createProcessHost, type ProgramName } from '../../../electron/supervisor/processes/process-host.ts'
import { createFlush } from '../../../electron/storage/flushed-writes.ts'
import { createRunService } from '../../../electron/supervisor/runs/create-run-service.ts'
import { createRunScratch } from '../../../electron/supervisor/runs/run-scratch.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createForkedProcesses } from '../../helpers/fork-process.ts'
import { makeAgent, makeApproval, makeProvider } from '../../helpers/things.ts'
import { paidMoreThanOnce, paidRequests } from '../../helpers/vendor-server/record.ts'
import { noSpendingRules } from '../../../shared/model/budget.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'
import { noPages } from '../../helpers/no-web.ts'

const documents = 9
/** Calls of a whole run: one for each document and one that merges them. */
const calls = documents + 1

/** A supervisor with real processes, a vendor over HTTP and documents on disk. */
async function setUp() {
  const folder = temporaryFolder()
  const places = { read: join(folder, 'documents'), write: join(folder, 'reports') }
  for (const place of Object.values(places)) mkdirSync(place)
  for (let index = 0; index < documents; index += 1) {
    writeFileSync(join(places.read, `${index}.txt`), `Document ${index} tells of harvest ${index}. It was a good one.`)
  }
  const vendor = await startVendorServer()
  onTestFinished(() => vendor.close())
  const agent = makeAgent({
    steps: [
      { id: 'read', kind: 'readFolder', folder: places.read, recursive: false },
      { id: 'summarize', kind: 'summarize', from: 'read', length: 'short', focus: '' },
      { id: 'write', kind: 'writeDocument', from: 'summarize', folder: places.write, title: 'Report', format: 'md' },
    ],
    grants: [
      { path: places.read, access: 'read' },
      { path: places.write, access: 'write' },
    ],
  })
  const provider = makeProvider({ baseUrl: vendor.baseUrl })
  const forked = createForkedProcesses()
  const processes = createProcessHost({ spawn: forked.spawn, clock: systemClock })
  const gateway = createGatewayHost({
    processes,
    clock: systemClock,
    ledgerPath: join(folder, 'ledger.db'),
    spending: () => noSpendingRules,
    armedProviders: async () => [{ provider, key: null }],
    onState: () => undefined,
    onTrouble: () => undefined,
    onProviderHealth: () => undefined,
  })
  let tokens = 0
  let end: (run: Run) => void = () => undefined
  const ended = new Promise<Run>((resolve) => {
    end = resolve
  })
  const db = openCompanionDatabase([agent]).db()
  const runs = createRunService({
    toolServers: noToolServers,
    robots: noRobots,
    inner: noInner,
    openMail: () => Promise.reject(new Error('there is no mailbox here')),
    db,
    flush: createFlush(db),
    clock: systemClock,
    publish: (event) => {
      if (event.type === 'run.saved' && hasEnded(event.run.state)) end(event.run)
    },
    processes,
    gateway,
    keyring: keyringNobodyNeeds,
    resolveModel: () => ({
      reference: modelReferenceSchema.parse({ providerId: 'provider-1', model: 'small' }),
      label: 'small',
      contextTokens: 32_000,
      practice: false,
      fallbacks: [],
      choice: null,
    }),
    modelsForPass: (plan) => [plan.model.reference, ...plan.model.fallbacks],
    forecast: () => null,
    planOf: () => null,
    language: () => 'en',
    newId: () => 'run-1',
    mintToken: () => `token-${++tokens}`.padEnd(64, 'x'),
    scratch: createRunScratch(join(folder, 'scratch')),
    onEnded: () => undefined,
    approvals: { ask: () => ({ approval: makeApproval(), act: null }), withdraw: () => undefined },
    pages: noPages,
    readMemory: () => null,
    concurrent: () => 3,
  })
  onTestFinished(async () => {
    await runs.close()
    await gateway.close()
    expect(processes.count()).toBe(0)
  })
  const begin = () => runs.start({ agent, startedBy: { kind: 'hand' } })
  /** Waits until so many calls have come in and the newest is held in the middle of its answer. */
  const heldAt = (count: number) =>
    vendor.waitFor((records) => paidRequests(records).length >= count && records.at(-1)?.state === 'held')
  const holdCall = () => vendor.script({}, { holdAfterPieces: 2, pieces: 6 })
  const letPass = (count: number) => vendor.script({}, ...Array.from({ length: count }, () => ({ pieces: 3 })))
  const kill = (program: ProgramName) => {
    for (const pid of forked.alive(program)) process.kill(pid, 'SIGKILL')
  }
  return { folder, places, vendor, forked, processes, runs, ended, begin, heldAt, holdCall, letPass, kill }
}

function expectWhole(run: Run, reports: string): void {
  expect(run.state).toEqual({ name: 'succeeded', outcome: 'complete' })
  expect(run.leftOut).toEqual([])
  expect(readdirSync(reports)).toHaveLength(1)
  const report = readFileSync(run.deliverables[0]?.path ?? '', 'utf8')
  for (let index = 0; index < documents; index += 1) expect(report).toContain(`${index}.txt`)
}

describe('a run in real processes', { timeout: 60_000 }, () => {
  it('reads, asks and writes, once', async () => {
    const { begin, ended, vendor, places } = await setUp()
    begin()
    const run = await ended
    expectWhole(run, places.write)
    expect(run.resumed).toBe(0)
    expect(run.usage.calls).toBe(calls)
    expect(paidRequests(vendor.records())).toHaveLength(calls)
  })

  it('pays for no call twice when its runner is killed in the middle of calls', async () => {
    const { begin, ended, vendor, places, heldAt, holdCall, letPass, kill } = await setUp()
    // Held calls: the 1st, the 4th and the last one, which merges.
    holdCall()
    letPass(2)
    holdCall()
    letPass(calls - 5)
    holdCall()
    begin()
    for (const call of [1, 4, calls]) {
      await heldAt(call)
      kill('runner')
      vendor.release()
    }
    const run = await ended
    expectWhole(run, places.write)
    expect(run.resumed).toBe(3)
    expect(paidMoreThanOnce(vendor.records())).toEqual(new Map())
    expect(paidRequests(vendor.records())).toHaveLength(calls)
    expect(run.usage.calls).toBe(calls)
  })

  it('pays twice at most for the call in flight when the gateway is killed, and shows both', async () => {
    const { begin, ended, vendor, places, heldAt, holdCall, letPass, kill } = await setUp()
    letPass(3)
    holdCall()
    begin()
    await heldAt(4)
    kill('gateway')
    vendor.release()
    const run = await ended
    expectWhole(run, places.write)
    expect(run.resumed).toBe(0)
    expect([...paidMoreThanOnce(vendor.records()).values()]).toEqual([2])
    expect(paidRequests(vendor.records())).toHaveLength(calls + 1)
    expect(run.usage.calls).toBe(calls + 1)
    expect(run.usage.estimatedTokens).toBeGreaterThan(0)
  })

  it('that is stopped leaves no connection and no process, and says what was spent', async () => {
    const { begin, vendor, runs, forked, places, heldAt, holdCall, letPass } = await setUp()
    letPass(2)
    holdCall()
    const { id } = begin()
    await heldAt(3)
    await runs.stop(id)
    const { run } = runs.read(id)
    expect(run.state).toEqual({ name: 'stopped' })
    expect(run.usage.calls).toBe(3)
    expect(forked.alive('runner')).toEqual([])
    await vendor.waitFor((records) => records.at(-1)?.state === 'aborted')
    expect(readdirSync(places.write)).toEqual([])
  })
})
