import { describe, expect, it } from 'vitest'
import type { RunId } from '../../../shared/model/brand.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { makeAgent } from '../../helpers/things.ts'

const start = (world: RunWorld, id = 'agent-1') =>
  world.runs().start({ agent: makeAgent({ id }), startedBy: { kind: 'hand' } })
const read = (world: RunWorld, runId: RunId) => world.runs().read(runId).run

describe('the next start of the app', () => {
  it('settles every run that had not ended', async () => {
    const world = createRunWorld(
      Array.from({ length: 5 }, (_, index) => makeAgent({ id: `agent-${index + 1}` })),
      3,
    )
    const [running, waiting, stopping] = [start(world), start(world, 'agent-2'), start(world, 'agent-3')]
    const queued = start(world, 'agent-4')
    await settle()
    world.gateway.report({ type: 'run.waiting', runId: waiting.id, waiting: 'network' })
    world.gateway.deaf.add('run.stop')
    world.gateway.ledger.set(stopping.id, { ...noUsage, calls: 6 })
    void world.runs().stop(stopping.id)
    await settle()
    world.crash()
    world.gateway.deaf.clear()
    const names = () => [running, waiting, stopping, queued].map(({ id }) => read(world, id).state.name)
    // The one that waits for the network has left its place, so the queued one was started.
    expect(names()).toEqual(['running', 'waiting', 'stopping', 'running'])
    await world.runs().recover()
    expect(names()).toEqual(['running', 'running', 'stopped', 'running'])
    expect([running, waiting, queued].map(({ id }) => read(world, id).resumed)).toEqual([1, 1, 1])
    await world.pass(1_000)
    expect(world.fakes().alive('runner')).toHaveLength(3)
    expect(read(world, stopping.id).usage.calls).toBe(6)
    expect(world.scratch.kept).toEqual([[running.id, waiting.id, queued.id]])
  })

  it('asks for the cost of runs that ended without it', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    world.gateway.deaf.add('run.stop')
    void world.runs().stop(run.id)
    await world.pass(1_000)
    expect(read(world, run.id).state.name).toBe('stopped')
    world.crash()
    world.gateway.deaf.clear()
    world.gateway.ledger.set(run.id, { ...noUsage, calls: 8 })
    await world.runs().recover()
    await settle()
    expect(read(world, run.id).usage.calls).toBe(8)
    world.crash()
    world.gateway.asked.length = 0
    await world.runs().recover()
    await settle()
    expect(world.gateway.asked).toEqual([])
  })

  it('fails a run whose plan cannot be read any more, and starts the others', async () => {
    const world = createRunWorld([makeAgent(), makeAgent({ id: 'agent-2' })])
    const broken = start(world)
    const sound = start(world, 'agent-2')
    await settle()
    world.database.db().exec(`UPDATE runs SET plan = '{}' WHERE id = '${broken.id}'`)
    world.crash()
    await world.runs().recover()
    await settle()
    expect(read(world, broken.id).state).toMatchObject({ name: 'failed', error: { code: 'storage.damaged' } })
    expect(read(world, sound.id).state.name).toBe('running')
  })

  it('may let the queue go before it settles runs: none is started twice, none takes another’s place', async () => {
    const world = createRunWorld([makeAgent(), makeAgent({ id: 'agent-2' })], 1)
    const running = start(world)
    const queued = start(world, 'agent-2')
    await settle()
    world.crash()
    world.runs().hold(false)
    expect(read(world, queued.id).state.name).toBe('queued')
    await world.runs().recover()
    await settle()
    expect([running, queued].map(({ id }) => read(world, id).state.name)).toEqual(['running', 'queued'])
    await world.runs().recover()
    await settle()
    expect(world.fakes().alive('runner')).toHaveLength(1)
  })

  it('leaves those queued where the queue is held', async () => {
    const world = createRunWorld([makeAgent()], 0)
    const run = start(world)
    world.crash()
    world.runs().hold(true)
    await world.runs().recover()
    expect(read(world, run.id).state.name).toBe('queued')
    expect(world.fakes().started).toEqual([])
  })
})

describe('quitting', () => {
  it('ends every process and changes no run; the next start goes on', async () => {
    const world = createRunWorld()
    const outside = newWorld()
    const run = start(world)
    await settle()
    await world.runs().close()
    expect(world.fakes().alive('runner')).toEqual([])
    await world.pass(5_000)
    expect(world.runner.orders).toHaveLength(1)
    expect(
      world
        .runs()
        .read(run.id)
        .changes.map(({ state }) => state.name),
    ).toEqual(['queued', 'running'])
    world.crash()
    world.runner.does((hands) => honestRun(hands, outside, () => undefined))
    await world.runs().recover()
    await world.pass(100)
    expect(read(world, run.id).state.name).toBe('succeeded')
  })
})
