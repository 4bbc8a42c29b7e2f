import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { agentSchema } from '../../../shared/model/agent.ts'
import { firingIdSchema } from '../../../shared/model/brand.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { birthday, makeAgent } from '../../helpers/things.ts'

type Rules = Pick<z.input<typeof agentSchema>, 'overlapPolicy' | 'supervision' | 'standing'>

const start = (world: RunWorld, rules: Rules, by: 'hand' | 'schedule' = 'schedule') =>
  world.runs().start({
    agent: makeAgent(rules),
    startedBy:
      by === 'hand' ? { kind: 'hand' } : { kind: 'schedule', firingId: firingIdSchema.parse('f'), dueAt: birthday },
  })
const statesOf = (world: RunWorld, runs: readonly { id: string }[]) =>
  runs.map(({ id }) => world.mirror().runs[id]?.state.name)

describe('a second run of an agent at work', () => {
  it('is refused where the agent leaves out what overlaps', async () => {
    const world = createRunWorld()
    start(world, {})
    expect(() => start(world, {})).toThrow('agent.alreadyRunning')
    expect(() => start(world, {}, 'hand')).toThrow('agent.alreadyRunning')
  })

  it('waits in line where it may, up to so many, and they are done one after the other', async () => {
    const world = createRunWorld()
    const outside = newWorld()
    let most = 0
    world.runner.does((hands) =>
      honestRun(hands, outside, () => {
        most = Math.max(most, world.fakes().alive('runner').length)
      }),
    )
    const rules: Rules = { overlapPolicy: { kind: 'wait', inLine: 2 } }
    const runs = [start(world, rules), start(world, rules), start(world, rules)]
    expect(statesOf(world, runs)).toEqual(['running', 'queued', 'queued'])
    expect(() => start(world, rules)).toThrow('agent.lineFull')
    await world.pass(1_000)
    expect(statesOf(world, runs)).toEqual(['succeeded', 'succeeded', 'succeeded'])
    expect(most).toBe(1)
  })

  it('takes the place of the old one where the agent stops that; the new one begins when the old is gone', async () => {
    const world = createRunWorld()
    const rules: Rules = { overlapPolicy: { kind: 'stopOld' } }
    const old = start(world, rules)
    await settle()
    const next = start(world, rules)
    expect(statesOf(world, [old, next])).toEqual(['stopping', 'queued'])
    await world.pass(1_000)
    expect(statesOf(world, [old, next])).toEqual(['stopped', 'running'])
    expect(world.fakes().alive('runner')).toHaveLength(1)
    expect(
      world
        .runs()
        .read(old.id)
        .changes.map(({ cause }) => cause),
    ).toEqual(['startedBySchedule', 'placeFree', 'replaced', 'replaced'])
  })

  it('works beside it where the agent may do several at once', async () => {
    const world = createRunWorld()
    const rules: Rules = { supervision: { concurrent: 2 }, overlapPolicy: { kind: 'wait', inLine: 1 } }
    const runs = [start(world, rules), start(world, rules), start(world, rules)]
    expect(statesOf(world, runs)).toEqual(['running', 'running', 'queued'])
    expect(() => start(world, rules)).toThrow('agent.lineFull')
  })
})

describe('an agent that is paused or kept apart', () => {
  const error = { code: 'run.runnerDied', params: {}, detail: '' } as const

  it('starts nothing by itself', () => {
    const world = createRunWorld()
    expect(() => start(world, { standing: { name: 'paused', at: birthday, failures: 3, error } })).toThrow(
      'agent.paused',
    )
    expect(() => start(world, { standing: { name: 'quarantined', at: birthday, error } })).toThrow('agent.quarantined')
  })

  it('runs by hand; kept apart, only when its owner says so knowing it', () => {
    const world = createRunWorld()
    const agent = makeAgent({ standing: { name: 'quarantined', at: birthday, error } })
    const startedBy = { kind: 'hand' } as const
    expect(() => world.runs().start({ agent, startedBy })).toThrow('agent.quarantined')
    expect(world.runs().start({ agent, startedBy, despite: true }).state.name).toBe('running')
    const paused = createRunWorld()
    expect(start(paused, { standing: { name: 'paused', at: birthday, failures: 3, error } }, 'hand').state.name).toBe(
      'running',
    )
  })
})
