import { describe, expect, it } from 'vitest'
import type { RunId } from '../../../shared/model/brand.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { makeAgent } from '../../helpers/things.ts'

const start = (world: RunWorld, id = 'agent-1') =>
  world.runs().start({ agent: makeAgent({ id }), startedBy: { kind: 'hand' } })
const namesOf = (world: RunWorld, runId: RunId) =>
  world
    .runs()
    .read(runId)
    .changes.map(({ state }) => state.name)
const isStopped = (world: RunWorld, runId: RunId) => world.runs().read(runId).run.state.name === 'stopped'

describe('stopping a run', () => {
  it('closes its connections and its process at once, and says what was spent', async () => {
    const world = createRunWorld()
    const run = start(world)
    world.gateway.ledger.set(run.id, { ...noUsage, calls: 4 })
    await settle()
    await world.runs().stop(run.id)
    expect(namesOf(world, run.id)).toEqual(['queued', 'running', 'stopping', 'stopped'])
    expect(world.runs().read(run.id).run.usage.calls).toBe(4)
    expect(world.gateway.asked).toContain(`run.stop ${run.id}`)
    expect(world.fakes().alive('runner')).toEqual([])
    expect(world.ended.map(({ id }) => id)).toEqual([run.id])
  })

  it('kills a runner that does not hear it after 300 ms', async () => {
    const world = createRunWorld()
    world.runner.deafen()
    const run = start(world)
    await settle()
    const stopped = world.runs().stop(run.id)
    await world.pass(299, 299)
    expect(world.fakes().alive('runner')).toHaveLength(1)
    expect(isStopped(world, run.id)).toBe(false)
    await world.pass(1, 1)
    expect(world.fakes().alive('runner')).toEqual([])
    await stopped
    expect(isStopped(world, run.id)).toBe(true)
  })

  it('is over within a second though neither the gateway nor the runner answers; the cost is stored later', async () => {
    const world = createRunWorld()
    world.runner.deafen()
    const run = start(world)
    await settle()
    world.gateway.report({ type: 'run.meter', runId: run.id, usage: { ...noUsage, calls: 1 }, tokensPerSecond: null })
    await settle()
    world.gateway.ledger.set(run.id, { ...noUsage, calls: 2 })
    world.gateway.deaf.add('run.stop')
    void world.runs().stop(run.id)
    await world.pass(1_000)
    expect(isStopped(world, run.id)).toBe(true)
    expect(world.runs().read(run.id).run.usage.calls).toBe(1)
    world.gateway.deaf.clear()
    await world.pass(5_000)
    expect(world.runs().read(run.id).run.usage.calls).toBe(2)
    expect(namesOf(world, run.id)).toEqual(['queued', 'running', 'stopping', 'stopped'])
  })

  it('ends a queued run at once and at no cost', async () => {
    const world = createRunWorld([makeAgent(), makeAgent({ id: 'agent-2' })], 1)
    start(world)
    const queued = start(world, 'agent-2')
    await settle()
    await world.runs().stop(queued.id)
    expect(namesOf(world, queued.id)).toEqual(['queued', 'stopped'])
    expect(world.gateway.asked.some((asked) => asked.endsWith(queued.id))).toBe(false)
  })

  it('works while the run waits between two lives of its runner', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    world.fakes().newest('runner').exit(1)
    await settle()
    await world.runs().stop(run.id)
    expect(isStopped(world, run.id)).toBe(true)
    await world.pass(10_000, 1_000)
    expect(world.runner.orders).toHaveLength(1)
  })

  it('works before the gateway has let the run in', async () => {
    const world = createRunWorld()
    world.gateway.deaf.add('configure')
    const run = start(world)
    await settle()
    void world.runs().stop(run.id)
    await world.pass(1_000)
    expect(isStopped(world, run.id)).toBe(true)
    world.gateway.deaf.clear()
    await world.pass(25_000, 1_000)
    expect(world.runner.orders).toEqual([])
    expect(world.gateway.tokens.size).toBe(0)
  })

  it('twice is one stop', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    await Promise.all([world.runs().stop(run.id), world.runs().stop(run.id)])
    expect(namesOf(world, run.id)).toEqual(['queued', 'running', 'stopping', 'stopped'])
    await expect(world.runs().stop(run.id)).rejects.toThrow('run.ended')
  })

  it('comes too late for a run that is finishing', async () => {
    const world = createRunWorld()
    world.gateway.deaf.add('run.end')
    world.runner.does((hands) => honestRun(hands, newWorld(), () => undefined))
    const run = start(world)
    await settle()
    const stopped = world.runs().stop(run.id)
    await world.pass(5_000)
    await stopped
    expect(namesOf(world, run.id)).toEqual(['queued', 'running', 'succeeded'])
  })

  it('keeps what the runner still stores while it goes', async () => {
    const world = createRunWorld()
    world.runner.deafen()
    world.runner.does(async ({ main }) => {
      const act = { stepId: stepIdOf(), item: 'report', path: '/reports/r.md', sha256: 'x', bytes: 1 }
      await main.call('act.begin', act)
      while (!isStopping) await settle()
      await main.call('act.end', act)
      isStored = true
    })
    let isStopping = false
    let isStored = false
    const run = start(world)
    await settle()
    isStopping = true
    const stopped = world.runs().stop(run.id)
    await world.pass(300)
    await stopped
    expect(isStored).toBe(true)
    start(world)
    await settle()
    expect(world.runner.orders.at(-1)?.ownOutputs).toEqual(['/reports/r.md'])
  })
})

function stepIdOf() {
  const step = makeAgent().steps[2]
  if (step === undefined) throw new Error('the agent writes nothing')
  return step.id
}
