import { describe, expect, it } from 'vitest'
import { gatewayReportSchema } from '../../../electron/gateway/protocol.ts'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { agentIdSchema, type AgentId, type RunId } from '../../../shared/model/brand.ts'
import type { RunState } from '../../../shared/model/run.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { makeAgent } from '../../helpers/things.ts'

const agent = makeAgent()
const start = (world: RunWorld, name: AgentId = agent.id) =>
  world.runs().start({ agent: makeAgent({ id: name }), startedBy: { kind: 'hand' } })
const stateOf = (world: RunWorld, runId: RunId): RunState => world.runs().read(runId).run.state
const namesOf = (world: RunWorld, runId: RunId) =>
  world
    .runs()
    .read(runId)
    .changes.map(({ state }) => state.name)

describe('a run whose model could not answer', () => {
  it('keeps which one answered in its place, and for how many calls', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    const fallBack = (to: string, code: 'provider.serverError' | 'provider.noMoney') => {
      const error = toAppError(new CodedError(code))
      const from = { providerId: 'deepseek', model: 'flash' }
      const report = { type: 'run.fallback', runId: run.id, from, to: { providerId: 'qwen', model: to }, error }
      world.gateway.report(gatewayReportSchema.parse(report))
      return settle()
    }
    await fallBack('plus', 'provider.serverError')
    await fallBack('plus', 'provider.noMoney')
    await fallBack('max', 'provider.noMoney')
    expect(world.runs().read(run.id).run.fallbacks).toMatchObject([
      { to: { model: 'plus' }, calls: 2, error: { code: 'provider.noMoney' } },
      { to: { model: 'max' }, calls: 1 },
    ])
    await world.runs().stop(run.id)
    await fallBack('max', 'provider.noMoney')
    expect(world.runs().read(run.id).run.fallbacks).toMatchObject([{ calls: 2 }, { calls: 1 }])
  })
})

describe('a run that waits', () => {
  it('for the network says so, and goes on', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    const waiting = (what: 'network' | 'retry' | null) => {
      world.gateway.report({ type: 'run.waiting', runId: run.id, waiting: what })
      return settle()
    }
    await waiting('retry')
    expect(stateOf(world, run.id)).toEqual({ name: 'running' })
    await waiting('network')
    expect(stateOf(world, run.id)).toEqual({ name: 'waiting', for: 'network' })
    await waiting('network')
    await waiting(null)
    await waiting(null)
    expect(namesOf(world, run.id)).toEqual(['queued', 'running', 'waiting', 'running'])
  })

  it('for its budget, perhaps for weeks, leaves its place to another', async () => {
    const world = createRunWorld([makeAgent(), makeAgent({ id: 'agent-2' })], 1)
    const run = start(world)
    const other = start(world, agentIdSchema.parse('agent-2'))
    await settle()
    expect(stateOf(world, other.id)).toEqual({ name: 'queued' })
    world.gateway.report({ type: 'run.waiting', runId: run.id, waiting: 'budget' })
    await settle()
    expect(stateOf(world, run.id)).toEqual({ name: 'waiting', for: 'budget' })
    expect(stateOf(world, other.id)).toEqual({ name: 'running' })
    world.gateway.report({ type: 'run.waiting', runId: run.id, waiting: null })
    await settle()
    expect(stateOf(world, run.id)).toEqual({ name: 'running' })
  })

  it('may end without having been told that it goes on', async () => {
    const world = createRunWorld()
    const outside = newWorld()
    world.runner.does(async (hands) => {
      world.gateway.report({ type: 'run.waiting', runId: hands.order.runId, waiting: 'network' })
      await settle()
      await honestRun(hands, outside, () => undefined)
    })
    const run = start(world)
    await world.pass(100)
    expect(namesOf(world, run.id)).toEqual(['queued', 'running', 'waiting', 'succeeded'])
  })

  it('or ends because a cap was reached, and says which', async () => {
    const world = createRunWorld()
    const params = { budget: 'cap', scope: 'run', period: 'run', unit: 'USD', limit: 5, spent: 4, held: 0, renewsAt: 0 }
    world.runner.does(async () => {
      throw new CodedError('budget.reached', params)
    })
    const run = start(world)
    await world.pass(100)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'failed', reason: 'cap', error: { params } })
  })
})
