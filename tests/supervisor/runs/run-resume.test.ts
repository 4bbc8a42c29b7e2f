import { describe, expect, it } from 'vitest'
import type { RunId } from '../../../shared/model/brand.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { makeAgent } from '../../helpers/things.ts'

const agent = makeAgent()
const start = (world: RunWorld, id = 'agent-1') =>
  world.runs().start({ agent: makeAgent({ id }), startedBy: { kind: 'hand' } })
const read = (world: RunWorld, runId: RunId) => world.runs().read(runId).run

/** Every point at which the honest run can be lost, in order. */
const points = [
  'begin read',
  'end read',
  'begin summarize',
  ...['a', 'b', 'c'].flatMap((item) => [`before ${item}`, `after ${item}`]),
  'end summarize',
  'begin write',
  'before the intent',
  'after the intent',
  'written',
  'named',
  'journaled',
  'end write',
  'finished',
]

/** Lets the run be lost at the n-th point it comes to, once. */
function loseAt(world: RunWorld, outside: ReturnType<typeof newWorld>, fatal: number, lose: () => void) {
  let count = 0
  world.runner.does((hands) =>
    honestRun(hands, outside, () => {
      count += 1
      if (count === fatal) lose()
    }),
  )
}

describe('a run whose runner is killed', () => {
  it('can be lost at each of these points', async () => {
    const passed: string[] = []
    const world = createRunWorld()
    const outside = newWorld()
    world.runner.does((hands) => honestRun(hands, outside, (point) => passed.push(point)))
    start(world)
    await world.pass(100)
    expect(passed).toEqual(points)
  })

  it.each(points.map((point, index) => [point, index + 1] as const))(
    'at “%s” goes on there: nothing acknowledged is done again, one file is written',
    async (_, fatal) => {
      const world = createRunWorld()
      const outside = newWorld()
      loseAt(world, outside, fatal, () => world.fakes().newest('runner').exit(-9))
      const run = start(world)
      await world.pass(2_000)
      const ended = read(world, run.id)
      expect(ended.state).toEqual({ name: 'succeeded', outcome: 'complete' })
      expect(outside.asked).toEqual(['a', 'b', 'c'])
      expect(outside.written).toEqual(['/reports/report-1.md'])
      expect(ended.deliverables).toHaveLength(1)
      expect(ended.resumed).toBe(1)
      expect(world.fakes().alive('runner')).toEqual([])
    },
  )
})

describe('a run whose main is killed', () => {
  it.each(points.map((point, index) => [point, index + 1] as const))(
    'at “%s” goes on at the next start as if nothing had happened',
    async (_, fatal) => {
      const world = createRunWorld()
      const outside = newWorld()
      let isLost = false
      loseAt(world, outside, fatal, () => {
        isLost = true
        world.crash()
      })
      const run = start(world)
      await world.pass(300)
      expect(isLost).toBe(true)
      await world.runs().recover()
      await world.pass(2_000)
      const ended = read(world, run.id)
      expect(ended.state).toEqual({ name: 'succeeded', outcome: 'complete' })
      expect(outside.asked).toEqual(['a', 'b', 'c'])
      expect(outside.written).toEqual(['/reports/report-1.md'])
      expect(ended.deliverables).toHaveLength(1)
      expect(ended.resumed).toBe(1)
    },
  )
})

describe('a runner that dies again and again', () => {
  it('is started again after 1, 2, 4, 8 and 16 seconds, then the run has failed', async () => {
    const world = createRunWorld()
    world.runner.does(async ({ process }) => process.exit(134))
    const run = start(world)
    const starts: number[] = []
    for (let second = 0; second < 40; second += 1) {
      await settle()
      starts.push(world.runner.orders.length)
      await world.pass(1_000)
    }
    expect([0, 1, 2, 3, 6, 7, 14, 15, 30, 31].map((second) => starts[second])).toEqual([1, 2, 2, 3, 3, 4, 4, 5, 5, 6])
    expect(world.runner.orders).toHaveLength(6)
    const failed = read(world, run.id)
    expect(failed.state).toMatchObject({ name: 'failed', reason: 'quarantined', error: { code: 'run.runnerDied' } })
    expect(failed.resumed).toBe(5)
    expect(world.fakes().alive('runner')).toEqual([])
  })

  it('may die for ever as long as the run gets further', async () => {
    const world = createRunWorld()
    let life = 0
    world.runner.does(async (hands) => {
      life += 1
      if (life > 20) return honestRun(hands, newWorld(), () => undefined)
      const stepId = agent.steps[0]?.id
      if (stepId !== undefined) await hands.main.call('checkpoint.keep', { stepId, item: `${life}`, value: life })
      return hands.process.exit(1)
    })
    const run = start(world)
    await world.pass(25_000, 500)
    expect(read(world, run.id).state.name).toBe('succeeded')
    expect(read(world, run.id).resumed).toBe(20)
  })

  it('does not count a checkpoint it only repeats', async () => {
    const world = createRunWorld()
    world.runner.does(async ({ main, process }) => {
      const stepId = agent.steps[0]?.id
      if (stepId !== undefined) await main.call('checkpoint.keep', { stepId, item: 'same', value: 1 })
      process.exit(1)
    })
    const run = start(world)
    await world.pass(60_000, 500)
    expect(read(world, run.id).state).toMatchObject({ name: 'failed', error: { code: 'run.runnerDied' } })
  })

  it('leaves the others alone', async () => {
    const world = createRunWorld([makeAgent(), makeAgent({ id: 'agent-2' })])
    world.runner.does(async ({ order, process }) => {
      if (order.agent.id === 'agent-1') process.exit(1)
      else await new Promise(() => undefined)
    })
    const broken = start(world)
    const sound = start(world, 'agent-2')
    await world.pass(60_000, 500)
    expect(read(world, broken.id).state.name).toBe('failed')
    expect(read(world, sound.id)).toMatchObject({ state: { name: 'running' }, resumed: 0 })
  })

  it('counts a system that cannot start it as a death', async () => {
    const world = createRunWorld()
    const outside = newWorld()
    world.runner.does((hands) => honestRun(hands, outside, () => undefined))
    world.fakes().refuse('EAGAIN')
    const run = start(world)
    await world.pass(500)
    world.fakes().refuse(null)
    await world.pass(1_500)
    expect(read(world, run.id)).toMatchObject({ state: { name: 'succeeded' }, resumed: 1 })
  })
})

describe('a runner that hangs', () => {
  it('is killed after thirty to forty seconds of silence, and its run goes on', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    world.runner.hush()
    await world.pass(29_000, 1_000)
    expect(world.runner.orders).toHaveLength(1)
    await world.pass(13_000, 1_000)
    expect(world.runner.orders).toHaveLength(2)
    expect(world.fakes().alive('runner')).toHaveLength(1)
    expect(read(world, run.id).resumed).toBe(1)
  })

  it('is not taken for hanging while the PC sleeps', async () => {
    const world = createRunWorld()
    start(world)
    for (let night = 0; night < 5; night += 1) {
      await world.pass(15_000, 1_000)
      world.clock.jump(8 * 3_600_000)
    }
    expect(world.runner.orders).toHaveLength(1)
  })
})

describe('a gateway that dies', () => {
  it('does not end the run: it is told the new address when it asks', async () => {
    const world = createRunWorld()
    const doors: string[] = []
    world.runner.does(async ({ main, order }) => {
      doors.push(order.gateway.baseUrl)
      while (!isGone) await settle()
      doors.push((await main.call('gateway.find', {})).baseUrl)
    })
    let isGone = false
    start(world)
    await settle()
    world.fakes().newest('gateway').exit(-9)
    isGone = true
    await world.pass(400)
    expect(doors).toEqual(['http://127.0.0.1:40001/v1', 'http://127.0.0.1:40002/v1'])
    expect(world.runner.orders).toHaveLength(1)
  })
})
