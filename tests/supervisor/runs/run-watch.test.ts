import { describe, expect, it } from 'vitest'
import type { RunId } from '../../../shared/model/brand.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld, type RunnerHands } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { makeAgent } from '../../helpers/things.ts'

const minute = 60_000
const megabyte = 1024 * 1024
const start = (world: RunWorld, supervision: object = {}) =>
  world.runs().start({ agent: makeAgent({ supervision }), startedBy: { kind: 'hand' } })
const read = (world: RunWorld, runId: RunId) => world.runs().read(runId).run
const causesOf = (world: RunWorld, runId: RunId) =>
  world
    .runs()
    .read(runId)
    .changes.map(({ cause }) => cause)

/** Begins a step and stays in it. */
async function dawdle({ order, report }: RunnerHands): Promise<void> {
  const stepId = order.agent.steps[0]?.id
  if (stepId !== undefined) {
    report({ type: 'step', stepId, state: 'running', done: 0, total: null, item: null, part: null })
  }
  await new Promise(() => undefined)
}

describe('a run that takes too long', () => {
  it('is ended when its time is over, and says so', async () => {
    const world = createRunWorld()
    world.runner.does(dawdle)
    const run = start(world, { runMinutes: 2, stepMinutes: null })
    await world.pass(2 * minute - 1_000, 1_000)
    expect(read(world, run.id).state.name).toBe('running')
    await world.pass(2_000, 1_000)
    expect(read(world, run.id).state).toMatchObject({
      name: 'failed',
      error: { code: 'run.timedOut', params: { minutes: 2 } },
    })
    expect(read(world, run.id).workedSeconds).toBe(120)
    expect(world.fakes().alive('runner')).toEqual([])
    expect(causesOf(world, run.id).at(-1)).toBe('timedOut')
  })

  it('is ended when one of its steps is over its time', async () => {
    const world = createRunWorld()
    world.runner.does(dawdle)
    const run = start(world, { stepMinutes: 1 })
    await world.pass(minute + 1_000, 1_000)
    expect(read(world, run.id).state).toMatchObject({ error: { code: 'run.stepTimedOut' } })
  })

  it('does not count the time it waits, and may do without limits', async () => {
    const world = createRunWorld()
    world.runner.does(dawdle)
    const run = start(world, { runMinutes: 2, stepMinutes: null })
    await settle()
    world.gateway.report({ type: 'run.waiting', runId: run.id, waiting: 'network' })
    await world.pass(10 * minute, 5_000)
    world.gateway.report({ type: 'run.waiting', runId: run.id, waiting: null })
    await world.pass(minute, 1_000)
    expect(read(world, run.id).state.name).toBe('running')
    const free = createRunWorld()
    free.runner.does(dawdle)
    const unlimited = start(free, { runMinutes: null, stepMinutes: null })
    await free.pass(7 * 60 * minute, minute / 2)
    expect(read(free, unlimited.id).state.name).toBe('running')
  })

  it('goes on counting after the app was away', async () => {
    const world = createRunWorld()
    world.runner.does(dawdle)
    const run = start(world, { runMinutes: 2, stepMinutes: null })
    await world.pass(minute + 1_000, 1_000)
    world.crash()
    await world.runs().recover()
    await world.pass(minute + 1_000, 1_000)
    expect(read(world, run.id).state).toMatchObject({ error: { code: 'run.timedOut' } })
  })
})

describe('a run whose process takes too much memory', () => {
  it('gets one more process, then fails with the reason; its agent is not kept apart for it', async () => {
    const world = createRunWorld()
    world.runner.does(dawdle)
    for (let pid = 1_000; pid < 1_010; pid += 1) world.memory.set(pid, 300 * megabyte)
    const run = start(world, { memoryMegabytes: 256 })
    await world.pass(6_000)
    expect(read(world, run.id).state.name).toBe('running')
    expect(read(world, run.id).resumed).toBe(1)
    await world.pass(6_000)
    expect(read(world, run.id).state).toMatchObject({
      name: 'failed',
      reason: 'error',
      error: { code: 'run.tooMuchMemory', params: { megabytes: 256 } },
    })
    expect(causesOf(world, run.id)).toEqual(['startedByHand', 'placeFree', 'tooMuchMemory', 'tooMuchMemory'])
    expect(world.fakes().alive('runner')).toEqual([])
  })

  it('is left alone below its limit, and without one', async () => {
    const world = createRunWorld()
    world.runner.does(dawdle)
    for (let pid = 1_000; pid < 1_010; pid += 1) world.memory.set(pid, 256 * megabyte)
    const run = start(world, { memoryMegabytes: 256 })
    await world.pass(20_000)
    expect(read(world, run.id).resumed).toBe(0)
  })
})

describe('a run whose process floods main', () => {
  it('is cut off in the middle of it, gets one more process, then fails; others are untouched', async () => {
    const world = createRunWorld([makeAgent(), makeAgent({ id: 'agent-2' })])
    let heard = 0
    world.runner.does(async (hands) => {
      if (hands.order.agent.id === 'agent-2') {
        await honestRun(hands, newWorld(), () => undefined)
        return
      }
      for (let index = 0; index < 20_000; index += 1) {
        hands.report({ type: 'text', key: 'k', label: 'l', start: index, text: 'x' })
      }
      await new Promise(() => undefined)
    })
    const run = start(world)
    const other = world.runs().start({ agent: makeAgent({ id: 'agent-2' }), startedBy: { kind: 'hand' } })
    await world.pass(4_000)
    heard = world.events.filter(({ type }) => type === 'run.text').length
    expect(read(world, run.id).state).toMatchObject({
      name: 'failed',
      reason: 'quarantined',
      error: { code: 'run.flooded' },
    })
    expect(read(world, run.id).resumed).toBe(1)
    expect(heard).toBeLessThan(11_000)
    expect(read(world, other.id).state.name).toBe('succeeded')
  })
})

describe('a run whose process hangs', () => {
  it('says that it hung, not that it died', async () => {
    const world = createRunWorld()
    world.runner.hush()
    const run = start(world)
    await world.pass(7 * minute, 1_000)
    expect(read(world, run.id).state).toMatchObject({ reason: 'quarantined', error: { code: 'run.runnerHung' } })
  })
})
