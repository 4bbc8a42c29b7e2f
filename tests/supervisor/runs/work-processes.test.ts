import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../../electron/clock.ts'
import { createApprovalRepository } from '../../../electron/storage/companion/approvals.ts'
import { createStandingYesRepository } from '../../../electron/storage/companion/standing-yeses.ts'
import { createFlush } from '../../../electron/storage/flushed-writes.ts'
import { createApprovalService } from '../../../electron/supervisor/approvals/approval-service.ts'
import { createGatewayHost } from '../../../electron/supervisor/gateway-host/create-gateway-host.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { createRunService } from '../../../electron/supervisor/runs/create-run-service.ts'
import { createRunScratch } from '../../../electron/supervisor/runs/run-scratch.ts'
import type { RunService } from '../../../electron/supervisor/runs/run-service.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Approval } from '../../../shared/model/approval.ts'
import { noSpendingRules } from '../../../shared/model/budget.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { type Step, stepSchema } from '../../../shared/steps/step.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createForkedProcesses } from '../../helpers/fork-process.ts'
import { noInner, noRobots, noToolServers } from '../../helpers/no-tool-servers.ts'
import { noPages } from '../../helpers/no-web.ts'
import { nodeProgram } from '../../helpers/node-program.ts'
import { isAlive, until } from '../../helpers/process-world.ts'
import { keyringNobodyNeeds } from '../../helpers/fake-secrets.ts'
import { makeAgent, makeProvider } from '../../helpers/things.ts'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { paidMoreThanOnce, paidRequests } from '../../helpers/vendor-server/record.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'

/** A supervisor with real processes, a model service over HTTP, and an owner who says yes or no to what is shown. */
async function setUp(options: { steps: (project: string) => Step[]; says?: 'approve' | 'refuse' }) {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'project'))
  const project = realpathSync(join(folder, 'project'))
  const vendor = await startVendorServer()
  onTestFinished(() => vendor.close())
  const agent = makeAgent({
    steps: options.steps(project),
    grants: [
      { path: project, access: 'read' },
      { path: project, access: 'write' },
    ],
  })
  const forked = createForkedProcesses()
  const processes = createProcessHost({ spawn: forked.spawn, clock: systemClock })
  const gateway = createGatewayHost({
    processes,
    clock: systemClock,
    ledgerPath: join(folder, 'ledger.db'),
    spending: () => noSpendingRules,
    armedProviders: async () => [{ provider: makeProvider({ baseUrl: vendor.baseUrl }), key: null }],
    onState: () => undefined,
    onTrouble: () => undefined,
    onProviderHealth: () => undefined,
  })
  const db = openCompanionDatabase([agent]).db()
  const asked: { approval: Approval; act: PlannedAct | null }[] = []
  let end: (run: Run) => void = () => undefined
  const ended = new Promise<Run>((resolve) => {
    end = resolve
  })
  let ids = 0
  const publish = (event: AppEvent) => {
    if (event.type === 'run.saved' && hasEnded(event.run.state)) end(event.run)
    if (event.type !== 'approval.saved' || event.approval.answer !== null) return
    const { approval } = event
    asked.push({ approval, act: approvals.read(approval.id).act })
    const kind = options.says ?? 'approve'
    // The owner answers a little later, once the run has left its place.
    setImmediate(() => approvals.answer(approval.id, { kind, seen: approval.previewSha256, reason: 'not today' }))
  }
  const approvals = createApprovalService({
    repository: createApprovalRepository(db),
    yeses: createStandingYesRepository(db),
    clock: systemClock,
    publish,
    newId: () => `approval-${++ids}`,
    onAnswered: (approval) => runs.answered(approval),
  })
  const runs: RunService = createRunService({
    toolServers: noToolServers,
    robots: noRobots,
    inner: noInner,
    openMail: () => Promise.reject(new Error('there is no mailbox here')),
    pages: noPages,
    db,
    flush: createFlush(db),
    clock: systemClock,
    publish,
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
    mintToken: () => `token-${++ids}`.padEnd(64, 'x'),
    scratch: createRunScratch(join(folder, 'scratch')),
    onEnded: () => undefined,
    approvals,
    readMemory: () => null,
    concurrent: () => 3,
  })
  onTestFinished(async () => {
    await runs.close()
    await gateway.close()
    expect(processes.count()).toBe(0)
  })
  return {
    project,
    vendor,
    runs,
    ended,
    begin: () => runs.start({ agent, startedBy: { kind: 'hand' } }),
    /** What the owner was shown, in order. */
    shown: () => asked.map(({ act }) => act),
    kill() {
      for (const pid of forked.alive('runner')) process.kill(pid, 'SIGKILL')
    },
  }
}

const calling = (id: string, name: string, input: object): Behaviour => ({
  text: '',
  finishReason: 'tool_calls',
  toolCalls: [{ id, name, arguments: JSON.stringify(input) }],
})
const sum = 'module.exports = (a, b) => a + b\n'
const test = `const test = require('node:test')
const assert = require('node:assert')
const sum = require('./sum.js')
test('adds', () => assert.equal(sum(2, 40), 42))
`
const writing = [
  calling('1', 'write_file', { path: 'project/sum.js', text: sum }),
  calling('2', 'write_file', { path: 'project/sum.test.js', text: test }),
  { text: 'I wrote sum.js and a test for it.' },
]
const work = (project: string): Step =>
  stepSchema.parse({
    id: 'work',
    kind: 'work',
    from: null,
    goal: 'Write a small program that adds two numbers, and a test for it.',
    tools: { folders: [{ path: project, access: 'write' }] },
    turns: 10,
    minutes: 5,
    spend: 0,
  })
const runNode = (project: string, list: string[]): Step =>
  stepSchema.parse({
    id: 'run',
    kind: 'runProgram',
    from: null,
    program: { path: nodeProgram, arguments: list },
    folder: project,
    minutes: 5,
  })
/** Says which process it is, and goes on once it is let. */
const slow = `const fs = require('fs')
fs.appendFileSync('pids', process.pid + '\\n')
const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' })
fs.appendFileSync('pids', child.pid + '\\n')
fs.writeFileSync('ready', '')
setInterval(() => fs.existsSync('go') && process.exit(0), 10)`

describe('a small program', { timeout: 60_000 }, () => {
  it('is written, and its tests are run with approval', async () => {
    const steps = (project: string) => [work(project), runNode(project, ['--test', 'sum.test.js'])]
    const { project, vendor, begin, ended, shown } = await setUp({ steps })
    vendor.script({}, ...writing)
    begin()
    const run = await ended
    expect(run.state).toEqual({ name: 'succeeded', outcome: 'complete' })
    expect(shown()).toEqual([
      { kind: 'command', program: nodeProgram, arguments: ['--test', 'sum.test.js'], folder: project },
    ])
    expect(run.deliverables.map(({ title }) => title)).toEqual(['sum.js', 'sum.test.js'])
    expect(readFileSync(join(project, 'sum.js'), 'utf8')).toBe(sum)
    expect(run.usage.calls).toBe(3)
  })

  it('is not run where the owner refuses', async () => {
    const steps = (project: string) => [runNode(project, ['-e', 'require("fs").writeFileSync("ran", "")'])]
    const { project, begin, ended, shown } = await setUp({ steps, says: 'refuse' })
    begin()
    expect((await ended).state).toMatchObject({ name: 'failed', reason: 'refused' })
    expect(shown()).toHaveLength(1)
    expect(existsSync(join(project, 'ran'))).toBe(false)
  })

  it('is written once and paid once, however its runner is killed', async () => {
    const { project, vendor, begin, ended, kill } = await setUp({ steps: (project) => [work(project)] })
    const held = { pieces: 6, holdAfterPieces: 2 }
    vendor.script({}, ...writing.map((each) => ({ ...each, text: each.text || 'I write the next file.', ...held })))
    begin()
    for (const call of [1, 2, 3]) {
      await vendor.waitFor((records) => paidRequests(records).length >= call && records.at(-1)?.state === 'held')
      kill()
      vendor.release()
    }
    const run = await ended
    expect(run.state).toEqual({ name: 'succeeded', outcome: 'complete' })
    expect(run.resumed).toBe(3)
    expect(paidMoreThanOnce(vendor.records())).toEqual(new Map())
    expect(readFileSync(join(project, 'sum.test.js'), 'utf8')).toBe(test)
  })

  it('leaves nothing running when its runner is killed, and is started again only after another yes', async () => {
    const { project, begin, ended, kill, shown } = await setUp({ steps: (project) => [runNode(project, ['-e', slow])] })
    const pids = () => readFileSync(join(project, 'pids'), 'utf8').trim().split('\n').map(Number)
    begin()
    await until(() => existsSync(join(project, 'ready')))
    const first = pids()
    expect(first.every(isAlive)).toBe(true)
    kill()
    await until(() => !first.some(isAlive))
    writeFileSync(join(project, 'go'), '')
    expect((await ended).state).toEqual({ name: 'succeeded', outcome: 'complete' })
    expect(shown()).toHaveLength(2)
    await until(() => !pids().some(isAlive))
  })

  it('is ended with everything it started when the run is stopped', async () => {
    const { project, begin, runs } = await setUp({ steps: (project) => [runNode(project, ['-e', slow])] })
    const { id } = begin()
    await until(() => existsSync(join(project, 'ready')))
    const pids = readFileSync(join(project, 'pids'), 'utf8').trim().split('\n').map(Number)
    await runs.stop(id)
    await until(() => !pids.some(isAlive))
    expect(runs.read(id).run.state).toEqual({ name: 'stopped' })
  })
})
