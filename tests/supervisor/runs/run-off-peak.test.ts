import { describe, expect, it } from 'vitest'
import { firingIdSchema, type RunId } from '../../../shared/model/brand.ts'
import { offPeakPlanSchema } from '../../../shared/model/off-peak.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { birthday, makeAgent } from '../../helpers/things.ts'

const hour = 3_600_000
const agent = makeAgent({ readyBy: '08:00' })
const plan = offPeakPlanSchema.parse({
  startAt: birthday + 5 * hour,
  readyBy: birthday + 8 * hour,
  reason: 'cheaper',
  saving: { currency: 'CNY', micros: 50_000 },
  share: 0.5,
})
const worldOf = (given: typeof plan | null = plan) => {
  const world = createRunWorld([agent], 3, { planOf: () => given })
  const outside = newWorld()
  world.runner.does((hands) => honestRun(hands, outside, () => undefined))
  return world
}
const due = (world: RunWorld) =>
  world.runs().start({
    agent,
    startedBy: { kind: 'schedule', firingId: firingIdSchema.parse('firing'), dueAt: birthday },
  })
const byHand = (world: RunWorld) => world.runs().start({ agent, startedBy: { kind: 'hand' } })
const stateOf = (world: RunWorld, runId: RunId) => world.runs().read(runId).run.state
const causesOf = (world: RunWorld, runId: RunId) =>
  world
    .runs()
    .read(runId)
    .changes.map(({ cause }) => cause)

describe('a run that is put off to cheaper hours', () => {
  it('waits without a process, says until when and what it saves, and begins by itself', async () => {
    const world = worldOf()
    const run = due(world)
    await world.pass(5 * hour - 60_000, 60_000)
    expect(stateOf(world, run.id)).toEqual({ name: 'waiting', for: 'offPeak' })
    expect(world.mirror().runs[run.id]?.offPeak).toEqual(plan)
    expect(world.fakes().started.filter(({ program }) => program === 'runner')).toEqual([])
    await world.pass(2 * 60_000, 10_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'succeeded' })
    expect(causesOf(world, run.id)).toEqual(['startedBySchedule', 'cheaperHours', 'placeFree', 'finished'])
  })

  it('begins at the next look after a sleep that lasted too long', async () => {
    const world = worldOf()
    const run = due(world)
    await world.pass(1_000)
    world.clock.jump(9 * hour)
    await world.pass(31_000, 1_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'succeeded' })
  })

  it('is still put off after main was killed, and begins when the time has come', async () => {
    const world = worldOf()
    const run = due(world)
    await settle()
    world.crash()
    await world.runs().recover()
    expect(stateOf(world, run.id)).toEqual({ name: 'waiting', for: 'offPeak' })
    await world.pass(5 * hour + 60_000, 60_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'succeeded' })
  })

  it('does not wait for years when the clock was turned back', async () => {
    const world = worldOf()
    const run = due(world)
    world.clock.jump(-365 * 24 * hour)
    await world.pass(31_000, 1_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'succeeded' })
  })

  it('begins at once when its owner says so', async () => {
    const world = worldOf()
    const run = due(world)
    world.runs().startNow(run.id)
    await world.pass(1_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'succeeded' })
    expect(causesOf(world, run.id)).toContain('offPeakOver')
    expect(() => world.runs().startNow(run.id)).toThrow('run.ended')
  })

  it('can be stopped, and nothing was spent', async () => {
    const world = worldOf()
    const run = due(world)
    await world.runs().stop(run.id)
    expect(world.runs().read(run.id).run).toMatchObject({ state: { name: 'stopped' }, usage: { calls: 0 } })
    await world.pass(6 * hour, 60_000)
    expect(world.fakes().started.filter(({ program }) => program === 'runner')).toEqual([])
  })

  it('keeps its owner from nothing: a run by hand begins meanwhile', async () => {
    const world = worldOf()
    const waiting = due(world)
    const mine = byHand(world)
    await world.pass(1_000)
    expect(stateOf(world, mine.id)).toMatchObject({ name: 'succeeded' })
    expect(stateOf(world, waiting.id)).toEqual({ name: 'waiting', for: 'offPeak' })
    expect(() => due(world)).toThrow('agent.alreadyRunning')
  })

  it('is not put off when it is started by hand, or when waiting saves nothing', async () => {
    const world = worldOf()
    expect(byHand(world)).toMatchObject({ offPeak: null, state: { name: 'running' } })
    const other = worldOf({ ...plan, startAt: birthday, reason: 'samePrice', saving: null, share: null })
    expect(due(other)).toMatchObject({ offPeak: { reason: 'samePrice' }, state: { name: 'running' } })
  })

  it('stays in the queue while everything is paused', async () => {
    const world = worldOf()
    const run = due(world)
    world.runs().hold(true)
    await world.pass(6 * hour, 60_000)
    expect(stateOf(world, run.id)).toEqual({ name: 'queued' })
    world.runs().hold(false)
    await world.pass(1_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'succeeded' })
  })
})
