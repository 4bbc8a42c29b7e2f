import { noInner, noRobots, noToolServers } from '../../helpers/no-tool-servers.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { keyringNobodyNeeds } from '../../helpers/fake-secrets.ts'
import { systemClock } from '../../../electron/clock.ts'
import { createActRepository } from '../../../electron/storage/companion/acts.ts'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createForecastRepository } from '../../../electron/storage/companion/forecasts.ts'
import { createForecastService } from '../../../electron/supervisor/forecast/forecast-service.ts'
import { createGatewayHost } from '../../../electron/supervisor/gateway-host/create-gateway-host.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { practiceProvider } from '../../../electron/supervisor/providers/practice-provider.ts'
import { createFlush } from '../../../electron/storage/flushed-writes.ts'
import { createRunService } from '../../../electron/supervisor/runs/create-run-service.ts'
import { createRunScratch } from '../../../electron/supervisor/runs/run-scratch.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { noSpendingRules } from '../../../shared/model/budget.ts'
import type { Range } from '../../../shared/model/forecast.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { directionOf, tokenKinds } from '../../../shared/model/usage.ts'
import { countingIds, temporaryFolder } from '../../helpers/agent-database.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createForkedProcesses } from '../../helpers/fork-process.ts'
import { makeAgent, makeApproval, makeProvider } from '../../helpers/things.ts'
import { paidRequests } from '../../helpers/vendor-server/record.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'
import { noPages } from '../../helpers/no-web.ts'

const samples = (language: 'en' | 'zh') => join('assets', 'samples', language)
/** About what a model writes that keeps to a summary of medium length. */
const summary = '- The lease of the warehouse ends on 31 March 2027 and costs 4,200 euros a month.\n'.repeat(8)

/** A supervisor that forecasts, counts and runs in real processes, with the practice model or a vendor over HTTP. */
async function setUp(options: { read: string; model: 'practice' | 'vendor'; language?: 'en' | 'zh-CN' }) {
  const folder = temporaryFolder()
  const reports = join(folder, 'reports')
  mkdirSync(reports)
  const vendor = await startVendorServer({ defaults: { text: summary } })
  onTestFinished(() => vendor.close())
  const reference = modelReferenceSchema.parse(
    options.model === 'practice'
      ? { providerId: 'practice', model: 'practice' }
      : { providerId: 'provider-1', model: 'small' },
  )
  const agent = makeAgent({
    // What is measured here is asking, so nothing is taken from an earlier run.
    asksAgain: true,
    steps: [
      { id: 'read', kind: 'readFolder', folder: options.read, recursive: false },
      { id: 'summarize', kind: 'summarize', from: 'read', length: 'medium', focus: '' },
      { id: 'write', kind: 'writeDocument', from: 'summarize', folder: reports, title: 'Report', format: 'md' },
    ],
    grants: [
      { path: options.read, access: 'read' },
      { path: reports, access: 'write' },
    ],
  })
  const rates = { input: 280_000, output: 1_100_000, cachedRead: null, cacheWrite: null, reasoning: null }
  const price = { kind: 'rates' as const, currency: 'CNY', rates, validFrom: 0, source: 'a test' }
  const paid = makeProvider({
    baseUrl: vendor.baseUrl,
    models: [{ providerId: 'provider-1', name: 'small', contextTokens: 32_000, price }],
  })
  const forked = createForkedProcesses()
  const processes = createProcessHost({ spawn: forked.spawn, clock: systemClock })
  const gateway = createGatewayHost({
    processes,
    clock: systemClock,
    ledgerPath: join(folder, 'ledger.db'),
    spending: () => noSpendingRules,
    armedProviders: async () => [practiceProvider('Practice'), paid].map((provider) => ({ provider, key: null })),
    onState: () => undefined,
    onProviderHealth: () => undefined,
    onTrouble: () => undefined,
  })
  const db = openCompanionDatabase([agent]).db()
  const ended: Run[] = []
  let tell: () => void = () => undefined
  const events: AppEvent[] = []
  const publish = (event: AppEvent) => {
    events.push(event)
    if (event.type !== 'run.saved' || !hasEnded(event.run.state)) return
    ended.push(event.run)
    tell()
  }
  const model = {
    reference,
    label: 'model',
    contextTokens: options.model === 'practice' ? 16_000 : 32_000,
    practice: options.model === 'practice',
    fallbacks: [],
    choice: null,
  }
  const language = () => options.language ?? 'en'
  const forecasts = createForecastService({
    repository: createForecastRepository(db),
    agents: createAgentRepository(db),
    grants: { admit: async (steps) => ({ steps: [...steps], grants: agent.grants }) },
    planner: { plan: () => null },
    ownOutputs: (agentId) => createActRepository(db).placesOf(agentId),
    providers: () => [practiceProvider('Practice'), paid],
    resolveModel: () => model,
    exchangeRates: () => [],
    language,
    processes,
    publish,
    clock: systemClock,
  })
  let tokens = 0
  const runs = createRunService({
    toolServers: noToolServers,
    robots: noRobots,
    inner: noInner,
    openMail: () => Promise.reject(new Error('there is no mailbox here')),
    db,
    flush: createFlush(db),
    clock: systemClock,
    publish,
    processes,
    gateway,
    keyring: keyringNobodyNeeds,
    resolveModel: () => model,
    modelsForPass: () => [reference],
    planOf: () => null,
    forecast: (each, resolved) => forecasts.ofRun(each, resolved),
    language,
    newId: countingIds('run'),
    mintToken: () => `token-${++tokens}`.padEnd(64, 'x'),
    scratch: createRunScratch(join(folder, 'scratch')),
    onEnded: () => undefined,
    approvals: { ask: () => ({ approval: makeApproval(), act: null }), withdraw: () => undefined },
    pages: noPages,
    readMemory: () => null,
    concurrent: () => 1,
  })
  onTestFinished(async () => {
    await forecasts.close()
    await runs.close()
    await gateway.close()
    expect(processes.count()).toBe(0)
  })
  const run = async (): Promise<Run> => {
    const finished = new Promise<void>((resolve) => {
      tell = resolve
    })
    const { id } = runs.start({ agent, startedBy: { kind: 'hand' } })
    await finished
    return runs.read(id).run
  }
  return { agent, vendor, events, forked, forecasts, run }
}

function within(range: Range, value: number): void {
  expect(value).toBeGreaterThanOrEqual(range.low)
  expect(value).toBeLessThanOrEqual(range.high)
}

function used(run: Run, direction: 'read' | 'written'): number {
  return tokenKinds.reduce((sum, kind) => (directionOf(kind) === direction ? sum + run.usage.tokens[kind] : sum), 0)
}

/** The run used what was forecast, within its range. */
function expectForeseen(run: Run): void {
  const { forecast } = run
  if (forecast === null) throw new Error('the run kept no forecast')
  expect(run.state.name).toBe('succeeded')
  within(forecast.calls, run.usage.calls)
  within(forecast.input, used(run, 'read'))
  within(forecast.output, used(run, 'written'))
  if (forecast.money.kind === 'known') within(forecast.money.range, run.usage.spent[0]?.micros ?? -1)
  expect(run.forecastError).not.toBeNull()
}

describe('forecasts on the sample documents', { timeout: 120_000 }, () => {
  it.each([
    ['en', 'practice', 'en'],
    ['zh', 'practice', 'zh-CN'],
    ['en', 'vendor', 'en'],
    ['zh', 'vendor', 'zh-CN'],
  ] as const)('hold what the run then uses (%s, %s)', async (folder, model, language) => {
    const { agent, forecasts, run } = await setUp({ read: samples(folder), model, language })
    const before = await forecasts.ofAgent(agent.id, null, true)
    expect(before.problem).toBeNull()
    // Portable documents are read only by the built app.
    expect(before.run?.basis).toMatchObject({ input: 'counted', documents: 6 })
    expect(before.run?.money.kind).toBe(model === 'practice' ? 'free' : 'known')
    const first = await run()
    expectForeseen(first)
    // The next forecast has learnt from it.
    const after = await forecasts.ofAgent(agent.id, null, false)
    expect(after.error).toEqual({ median: null, last: first.forecastError, runs: 1 })
    expect(after.run?.basis.runs).toBe(1)
    if (model === 'practice') return
    const second = await run()
    expectForeseen(second)
    expect(Math.abs(second.forecastError ?? 100)).toBeLessThan(Math.abs(first.forecastError ?? 0))
  })

  it('open no process a second time for what was just counted, and tell how far they are', async () => {
    const { agent, forecasts, events, forked } = await setUp({ read: samples('en'), model: 'vendor' })
    const [one, other] = await Promise.all([
      forecasts.ofAgent(agent.id, null, true),
      forecasts.ofAgent(agent.id, null, true),
    ])
    expect(one).toEqual({ ...other, run: one.run })
    expect(events.findLast(({ type }) => type === 'agent.counting')).toMatchObject({ counting: null })
    expect(await forecasts.ofAgent(agent.id, null, true)).toMatchObject({ run: { basis: { input: 'counted' } } })
    expect(forked.alive('gateway')).toEqual([])
  })

  it('a run over an empty folder asks no model and costs nothing, as was foretold', async () => {
    const empty = join(temporaryFolder(), 'empty')
    mkdirSync(empty)
    const { agent, forecasts, run, vendor } = await setUp({ read: empty, model: 'vendor' })
    const { run: before } = await forecasts.ofAgent(agent.id, null, true)
    expect(before).toMatchObject({ money: { kind: 'nothing' }, calls: { high: 0 }, basis: { documents: 0 } })
    const done = await run()
    expect(done.state).toEqual({ name: 'succeeded', outcome: 'nothingToDo' })
    expect(done.usage).toMatchObject({ calls: 0, spent: [], freeCalls: 0, unpricedCalls: 0 })
    expect(vendor.records()).toEqual([])
    expect(done.forecastError).toBeNull()
  })

  it('a run that was never foreseen has no error, and is what the next goes by', async () => {
    const documents = join(temporaryFolder(), 'documents')
    mkdirSync(documents)
    writeFileSync(join(documents, 'a.txt'), 'The harvest was good. '.repeat(200))
    const { agent, forecasts, run, vendor } = await setUp({ read: documents, model: 'vendor' })
    const done = await run()
    expect(done.forecast).toBeNull()
    expect(done.forecastError).toBeNull()
    expect(paidRequests(vendor.records())).toHaveLength(1)
    expect(await forecasts.ofAgent(agent.id, null, false)).toMatchObject({ run: null, error: { runs: 0 } })
  })
})
