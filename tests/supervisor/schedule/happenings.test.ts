import { describe, expect, it } from 'vitest'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { createSourceRepository } from '../../../electron/storage/companion/sources.ts'
import { firingIdSchema, instantSchema, triggerIdSchema } from '../../../shared/model/brand.ts'
import type { FiringFacts } from '../../../shared/model/source.ts'
import { openAgentDatabase } from '../../helpers/agent-database.ts'
import { makeTrigger } from '../../helpers/things.ts'
import { hour, openScheduler } from './open-scheduler.ts'

describe('something that happened', () => {
  const open = () => openScheduler({ triggers: [makeTrigger()] })

  it('starts a run, and what belongs to it is kept with the firing', () => {
    const world = open()
    const kept: string[] = []
    const { agent, clock } = world
    const triggerId = makeTrigger().id
    const answered = world.scheduler().happened({
      agentId: agent.id,
      triggerId,
      dueAt: clock.now(),
      keep: (id) => kept.push(id),
    })
    expect(answered).toBe(true)
    expect(world.lastFiring()).toMatchObject({ id: kept[0], outcome: 'ran' })
    expect(world.lastFiring()?.runId).not.toBeNull()
  })

  it('starts nothing when what is to be kept cannot be', () => {
    const world = open()
    const keep = () => {
      throw new Error('disk full')
    }
    const event = { agentId: world.agent.id, triggerId: makeTrigger().id, dueAt: world.clock.now(), keep }
    expect(() => world.scheduler().happened(event)).toThrow('disk full')
    expect(world.runs.live()).toEqual([])
    expect(world.lastFiring()).toBeUndefined()
  })

  it('is left out when it is old and the agent skips what was missed', () => {
    const world = openScheduler({ triggers: [makeTrigger()], missedRunPolicy: 'skip' })
    world.clock.advance(10 * 60_000)
    const dueAt = instantSchema.parse(world.clock.now() - hour)
    world.scheduler().happened({ agentId: world.agent.id, triggerId: makeTrigger().id, dueAt, keep: () => undefined })
    expect(world.lastFiring()).toMatchObject({ outcome: 'missed', runId: null })
  })

  it('is none of an agent that is off or has no such trigger', () => {
    const world = open()
    const event = { agentId: world.agent.id, dueAt: world.clock.now(), keep: () => undefined }
    expect(world.scheduler().happened({ ...event, triggerId: triggerIdSchema.parse('other') })).toBe(false)
    world.save({ ...world.agent, enabled: false })
    expect(world.scheduler().happened({ ...event, triggerId: makeTrigger().id })).toBe(false)
  })
})

describe('sources as rows', () => {
  it('keep how far they were read, and what happened', () => {
    const { db } = openAgentDatabase()
    const sources = createSourceRepository(db)
    expect(createFiringRepository(db).toStart()).toEqual([])
    expect(sources.factsOf(firingIdSchema.parse('none'))).toBeNull()
    const facts: FiringFacts = { kind: 'webhook', contentType: 'text/plain', body: 'hello' }
    expect(() => sources.keepFacts(firingIdSchema.parse('none'), facts)).toThrow('FOREIGN KEY')
    expect(sources.states()).toEqual([])
  })
})
