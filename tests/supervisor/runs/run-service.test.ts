import { describe, expect, it } from 'vitest'
import { agentIdSchema, type AgentId, firingIdSchema, type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import type { RunState } from '../../../shared/model/run.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { birthday, makeAgent } from '../../helpers/things.ts'

const agent = makeAgent()
const start = (world: RunWorld, name: AgentId = agent.id) =>
  world.runs().start({ agent: makeAgent({ id: name }), startedBy: { kind: 'hand' } })
const stateOf = (world: RunWorld, runId: RunId): RunState => world.runs().read(runId).run.state
const agents = (count: number) => Array.from({ length: count }, (_, index) => makeAgent({ id: `agent-${index + 1}` }))
const idOf = (number: number) => agentIdSchema.parse(`agent-${number}`)

describe('a run', () => {
  it('goes from the queue to its end, with every change on record and a report to show', async () => {
    const world = createRunWorld()
    const outside = newWorld()
    world.runner.does((hands) => honestRun(hands, outside, () => undefined))
    const run = start(world)
    world.gateway.ledger.set(run.id, { ...noUsage, calls: 3 })
    expect(run.state).toEqual({ name: 'running' })
    await world.pass(100)
    const { run: ended, changes } = world.runs().read(run.id)
    expect(ended.state).toEqual({ name: 'succeeded', outcome: 'complete' })
    expect(changes.map(({ state }) => state.name)).toEqual(['queued', 'running', 'succeeded'])
    expect(ended.deliverables.map(({ path }) => path)).toEqual(['/reports/report-1.md'])
    expect(ended.steps.map(({ state, done }) => [state, done])).toEqual([
      ['done', 3],
      ['done', 3],
      ['done', 3],
    ])
    expect(ended.usage.calls).toBe(3)
    expect(ended.endedAt).not.toBeNull()
    expect(world.ended).toEqual([ended])
    expect(world.mirror().runs[run.id]).toEqual(ended)
    expect(world.scratch.removed).toEqual([run.id])
    expect(world.fakes().alive('runner')).toEqual([])
    expect(world.gateway.tokens.size).toBe(0)
    expect(world.runs().live()).toEqual([])
  })

  it('is told everything it needs, fixed when it was created', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    world.clock.setZone('Europe/Berlin')
    world.fakes().newest('runner').exit(1)
    await world.pass(1_000)
    const [first, second] = world.runner.orders
    expect(first).toMatchObject({
      runId: run.id,
      agent,
      modelLabel: 'Practice',
      modelIsPractice: true,
      contextTokens: 8_000,
      language: 'en',
      zone: 'Asia/Shanghai',
      createdAt: birthday,
      scratchFolder: `/scratch/${run.id}`,
      keptFolder: '/kept',
      ownOutputs: [],
    })
    expect(first?.gateway.token).not.toBe(second?.gateway.token)
    expect({ ...second, gateway: null }).toEqual({ ...first, gateway: null })
  })

  it('is told what earlier runs of its agent wrote, so that it does not read its own reports', async () => {
    const world = createRunWorld()
    const outside = newWorld()
    world.runner.does((hands) => honestRun(hands, outside, () => undefined))
    start(world)
    await world.pass(100)
    start(world)
    await world.pass(100)
    expect(world.runner.orders.map(({ ownOutputs }) => ownOutputs)).toEqual([[], ['/reports/report-1.md']])
  })

  it('shows its steps, its text and its money while it works, and keeps them when main dies', async () => {
    const world = createRunWorld()
    const run = start(world)
    world.runner.does(async ({ report }) => {
      report({ type: 'step', stepId: stepOf('read'), ...working })
    })
    const working = { state: 'running', done: 41, total: 200, item: 'a.pdf', part: { index: 2, of: 3 } } as const
    await settle()
    world.gateway.report({ type: 'run.meter', runId: run.id, usage: { ...noUsage, calls: 7 }, tokensPerSecond: 30 })
    await settle()
    const shown = world.mirror().runs[run.id]
    expect(shown?.steps[0]).toMatchObject({ ...working, startedAt: birthday, endedAt: null })
    expect(shown?.usage.calls).toBe(7)
    expect(world.mirror().live[run.id]?.tokensPerSecond).toBe(30)
    await world.pass(500)
    world.crash()
    expect(world.runs().read(run.id).run).toMatchObject({ steps: [working, {}, {}], usage: { calls: 7 } })
  })

  it('is refused while its agent is incomplete or at work', () => {
    const world = createRunWorld()
    const incomplete = makeAgent({
      steps: [{ id: 'read', kind: 'readFolder', folder: null, recursive: false }],
    })
    expect(() => world.runs().start({ agent: incomplete, startedBy: { kind: 'hand' } })).toThrow('agent.incomplete')
    start(world)
    expect(() => start(world)).toThrow('agent.alreadyRunning')
    expect(world.runs().live()).toHaveLength(1)
  })

  it('that does not exist cannot be read or stopped', async () => {
    const world = createRunWorld()
    const nobody = runIdSchema.parse('nobody')
    expect(() => world.runs().read(nobody)).toThrow('run.missing')
    await expect(world.runs().stop(nobody)).rejects.toThrow('run.missing')
  })
})

describe('the end of a run', () => {
  it('is a failure with the reason its runner gives', async () => {
    const world = createRunWorld()
    const error = { code: 'folder.missing', params: { folder: '/documents' }, detail: '' } as const
    world.runner.does(async ({ report }) => {
      report({ type: 'step', stepId: stepOf('read'), state: 'running', done: 1, total: 2, item: 'x', part: null })
      report({ type: 'failed', error })
    })
    const run = start(world)
    await world.pass(100)
    expect(stateOf(world, run.id)).toEqual({ name: 'failed', reason: 'error', error })
    expect(world.runs().read(run.id).run.steps[0]).toMatchObject({ state: 'failed', item: null })
    expect(world.gateway.asked).toContain(`run.stop ${run.id}`)
  })

  it('is a failure when a runner says it has finished and has written nothing', async () => {
    const world = createRunWorld()
    world.runner.does(async ({ main, report }) => {
      for (const step of ['read', 'summarize', 'write']) {
        await main.call('checkpoint.keep', { stepId: stepOf(step), item: '', value: { kind: 'done' } })
      }
      report({ type: 'finished', outcome: 'complete' })
    })
    const run = start(world)
    await world.pass(100)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'failed', error: { code: 'file.notWritten' } })
  })

  it('may be that there was nothing to do, when every step has kept just that', async () => {
    const world = createRunWorld()
    world.runner.does(async ({ main, report }) => {
      for (const step of ['read', 'summarize', 'write']) {
        await main.call('checkpoint.keep', { stepId: stepOf(step), item: '', value: { kind: 'nothing' } })
      }
      report({ type: 'finished', outcome: 'nothingToDo' })
    })
    const run = start(world)
    await world.pass(100)
    expect(stateOf(world, run.id)).toEqual({ name: 'succeeded', outcome: 'nothingToDo' })
  })

  it('names what was left out', async () => {
    const world = createRunWorld()
    const leftOut = { item: 'a.pdf', error: { code: 'document.encrypted', params: {}, detail: '' } } as const
    world.runner.does(async (hands) => {
      await hands.main.call('leftOut.add', leftOut)
      await hands.main.call('leftOut.add', leftOut)
      await honestRun(hands, newWorld(), () => undefined)
    })
    const run = start(world)
    await world.pass(100)
    expect(world.runs().read(run.id).run.leftOut).toEqual([leftOut])
  })

  it('is a failure when its runner talks nonsense', async () => {
    const world = createRunWorld()
    world.runner.does(async ({ process }) => process.port.postMessage({ type: 'finished', outcome: 'splendid' }))
    const run = start(world)
    await world.pass(100)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'failed', error: { code: 'unexpected' } })
  })

  it('is a failure when the gateway lets it in no more', async () => {
    const world = createRunWorld()
    world.gateway.deadly.add('configure')
    const run = start(world)
    await world.pass(150_000, 1_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'failed', error: { code: 'gateway.unavailable' } })
    expect(world.fakes().alive('runner')).toEqual([])
  })

  it('does not wait for a gateway that does not say what it cost; that is stored when it is known', async () => {
    const world = createRunWorld()
    world.runner.does((hands) => honestRun(hands, newWorld(), () => undefined))
    world.gateway.deaf.add('run.end')
    const run = start(world)
    world.gateway.ledger.set(run.id, { ...noUsage, calls: 9 })
    await world.pass(5_100)
    expect(stateOf(world, run.id).name).toBe('succeeded')
    expect(world.runs().read(run.id).run.usage.calls).toBe(0)
    world.gateway.deaf.clear()
    world.fakes().newest('gateway').exit(-9)
    await world.pass(1_000)
    expect(world.runs().read(run.id).run.usage.calls).toBe(9)
    expect(world.mirror().runs[run.id]?.usage.calls).toBe(9)
  })
})

describe('the queue', () => {
  const byFiring = (world: RunWorld, number: number) =>
    world.runs().start({
      agent: makeAgent({ id: idOf(number) }),
      startedBy: { kind: 'schedule', firingId: firingIdSchema.parse(`f${number}`), dueAt: birthday },
    })

  it('gives places to those started by hand first, as they come free', async () => {
    const world = createRunWorld(agents(6), 2)
    const [one, two] = [byFiring(world, 1), byFiring(world, 2)]
    const scheduled = byFiring(world, 3)
    const byHand = start(world, idOf(4))
    expect([scheduled, byHand].map(({ state }) => state.name)).toEqual(['queued', 'queued'])
    expect(world.fakes().alive('runner')).toHaveLength(2)
    await world.runs().stop(one.id)
    expect(stateOf(world, byHand.id).name).toBe('running')
    expect(stateOf(world, scheduled.id).name).toBe('queued')
    await world.runs().stop(two.id)
    expect(stateOf(world, scheduled.id).name).toBe('running')
  })

  it('is held for what starts by itself, and let go; the owner may still start a run by hand', async () => {
    const world = createRunWorld(agents(3))
    const live = byFiring(world, 1)
    world.runs().hold(true)
    const held = byFiring(world, 2)
    const byHand = start(world, idOf(3))
    await settle()
    expect([live, held, byHand].map(({ id }) => stateOf(world, id).name)).toEqual(['running', 'queued', 'running'])
    world.runs().hold(false)
    expect(stateOf(world, held.id).name).toBe('running')
  })

  it('answers who is at work', () => {
    const world = createRunWorld(agents(2))
    const run = start(world, idOf(1))
    expect(world.runs().liveOf(idOf(1))?.id).toBe(run.id)
    expect(world.runs().liveOf(idOf(2))).toBeNull()
    expect(
      world
        .runs()
        .live()
        .map(({ id }) => id),
    ).toEqual([run.id])
  })
})

function stepOf(name: string) {
  const step = agent.steps.find(({ id }) => id === name)
  if (step === undefined) throw new Error(`no step ${name}`)
  return step.id
}
