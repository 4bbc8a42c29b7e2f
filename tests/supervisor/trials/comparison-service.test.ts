import { describe, expect, it } from 'vitest'
import { createComparisonService } from '../../../electron/supervisor/trials/comparison-service.ts'
import type { TrialRunner } from '../../../electron/supervisor/trials/trial-run.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import type { Comparison } from '../../../shared/model/comparison.ts'
import { type ModelReference, modelReferenceSchema } from '../../../shared/model/provider.ts'
import type { Trial } from '../../../shared/model/trial.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { model } from '../../helpers/run-world.ts'
import { birthday, makeAgent } from '../../helpers/things.ts'

const referenceTo = (name: string) => modelReferenceSchema.parse({ providerId: 'vendor', model: name })
const [small, tiny, gone] = [referenceTo('small'), referenceTo('tiny'), referenceTo('gone')]
const agent = makeAgent()

function makeWorld(chance = () => 0) {
  const events: AppEvent[] = []
  const begun: { model: ModelReference; agent: Agent; kind: string; tell: (trial: Trial) => void }[] = []
  const ended: string[] = []
  const runner: TrialRunner = {
    begin({ plan, kind, tell }) {
      const trialId = runIdSchema.parse(`trial-${begun.length}`)
      begun.push({ model: plan.model.reference, agent: plan.agent, kind, tell })
      return { trialId, end: async () => void ended.push(trialId) }
    },
    close: () => undefined,
  }
  const service = createComparisonService({
    agents: { find: () => agent },
    grants: { admit: async () => ({ steps: agent.steps, grants: agent.grants }) },
    resolveModel({ modelPolicy }) {
      if (modelPolicy.kind !== 'named') return model
      if (modelPolicy.model.model === 'gone') throw new CodedError('model.missing', { model: 'gone', service: '' })
      return { ...model, reference: modelPolicy.model }
    },
    runner,
    clock: createFakeClock(birthday),
    publish: (event) => events.push(event),
    language: () => 'en',
    chance,
  })
  const shown = (): Comparison => {
    const event = events.findLast(({ type }) => type === 'comparison.changed')
    if (event?.type !== 'comparison.changed') throw new Error('nothing was shown')
    return event.comparison
  }
  const finish = (at: number, state: Trial['state'] = 'done') =>
    begun[at]?.tell({
      id: runIdSchema.parse(`trial-${at}`),
      agentId: agent.id,
      state,
      error: null,
      steps: [],
      leftOut: 0,
      tokens: 100,
      spent: [],
      startedAt: birthday,
      endedAt: birthday,
    })
  return { service, begun, ended, shown, finish }
}
const start = (world: ReturnType<typeof makeWorld>, others: ModelReference[], blind = false) =>
  world.service.start(agent.id, agent, others, blind)

describe('models compared on an agent’s work', () => {
  it('are tried one after the other, its own first, each with nothing to stand in for it', async () => {
    const world = makeWorld()
    await start(world, [small, tiny])
    expect(world.begun.map(({ model: { model: name } }) => name)).toEqual(['practice'])
    world.finish(0)
    world.finish(1)
    expect(world.shown()).toMatchObject({ state: 'running', entries: [{}, {}, { trial: null }] })
    world.finish(2, 'failed')
    expect(world.begun.map(({ model: { model: name } }) => name)).toEqual(['practice', 'small', 'tiny'])
    expect(world.begun.every(({ kind, agent: { fallbacks } }) => kind === 'trial' && fallbacks.length === 0)).toBe(true)
    expect(world.shown()).toMatchObject({ state: 'done', own: { model: 'practice' }, blind: false })
    expect(world.shown().entries.map(({ trial }) => trial?.state)).toEqual(['done', 'done', 'failed'])
  })

  it('that cannot begin say why, and the others are still tried', async () => {
    const world = makeWorld()
    await start(world, [gone, tiny])
    world.finish(0)
    expect(world.begun.map(({ model: { model: name } }) => name)).toEqual(['practice', 'tiny'])
    world.finish(1)
    expect(world.shown()).toMatchObject({ state: 'done', entries: [{}, { error: { code: 'model.missing' } }, {}] })
  })

  it('come in a chance order where the owner judges blind', async () => {
    const world = makeWorld(() => 0.99)
    await start(world, [small, tiny], true)
    expect(world.shown().entries.map(({ model: { model: name } }) => name)).toEqual(['tiny', 'small', 'practice'])
    expect(world.shown().own.model).toBe('practice')
  })

  it('stop with what they have, and nothing more is begun', async () => {
    const world = makeWorld()
    await start(world, [small])
    await world.service.stop(agent.id)
    expect(world.ended).toEqual(['trial-0'])
    world.finish(0, 'stopped')
    expect(world.begun).toHaveLength(1)
    expect(world.shown().state).toBe('stopped')
  })

  it('are others than its own, each once', async () => {
    const world = makeWorld()
    await expect(start(world, [model.reference])).rejects.toThrow('request.invalid')
    await start(world, [small, small, model.reference])
    expect(world.shown().entries).toHaveLength(2)
  })
})
