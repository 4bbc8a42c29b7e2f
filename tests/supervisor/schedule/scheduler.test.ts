import { describe, expect, it } from 'vitest'
import { at, makeAgent, makeTrigger } from '../../helpers/things.ts'
import { day, hour, minute, openScheduler } from './open-scheduler.ts'

describe('a scheduler', () => {
  it('starts an agent at its time, links the run to the moment, and does so again the next day', () => {
    const { clock, runs, decided, lastFiring } = openScheduler()
    clock.advance(hour - 1)
    expect(runs.all()).toEqual([])
    clock.advance(1)
    expect(runs.all()).toHaveLength(1)
    expect(runs.all()[0]?.startedBy).toEqual({
      kind: 'schedule',
      firingId: lastFiring()?.id,
      dueAt: at('2026-05-01T08:00:00Z'),
    })
    expect(lastFiring()?.runId).toBe(runs.all()[0]?.id)
    runs.endAll()
    clock.advance(day)
    expect(decided()).toEqual(['05-01T08:00 ran', '05-02T08:00 ran'])
    expect(runs.all()).toHaveLength(2)
  })

  it('never waits longer than half a minute at once, and not at all without a schedule', () => {
    const { clock, save, agent } = openScheduler()
    clock.advance(hour)
    expect(clock.longestWait()).toBeLessThanOrEqual(30_000)
    expect(clock.pending()).toBe(1)
    save({ ...agent, enabled: false })
    expect(clock.pending()).toBe(0)
  })

  it('does not start an agent that is switched off or was removed', () => {
    const { clock, runs, save, agent, agents, scheduler } = openScheduler()
    save({ ...agent, enabled: false })
    clock.advance(day)
    save(agent)
    agents().remove(agent.id, clock.now())
    scheduler().agentRemoved(agent.id)
    clock.advance(2 * day)
    expect(runs.all()).toEqual([])
  })

  it('tells when each agent is next, the earliest of its triggers', () => {
    const { save, agent, scheduler, events } = openScheduler()
    save({ ...agent, triggers: [makeTrigger(), makeTrigger({ id: 'trigger-2', time: '07:30' })] })
    const next = [{ agentId: agent.id, triggerId: 'trigger-2', dueAt: at('2026-05-01T07:30:00Z') }]
    expect(scheduler().upcoming()).toEqual(next)
    expect(events.findLast((event) => event.type === 'upcoming.changed')).toMatchObject({ upcoming: next })
  })

  it('follows an edited time from the moment it is saved', () => {
    const { clock, save, agent, decided } = openScheduler()
    save({ ...agent, triggers: [makeTrigger({ time: '06:00' })] })
    clock.advance(day)
    expect(decided()).toEqual(['05-02T06:00 ran'])
  })

  it('does not repeat a moment when its trigger is taken away and set again within the minute', () => {
    const { clock, save, agent, runs, decided } = openScheduler()
    clock.advance(hour)
    clock.jump(-1)
    save({ ...agent, triggers: [] })
    save(agent)
    runs.endAll()
    clock.advance(minute)
    expect(decided()).toEqual(['05-01T08:00 ran'])
  })

  it('records why a run was refused, and tries again at the next time', () => {
    const { clock, save, agent, decided, lastFiring, runs } = openScheduler()
    save(makeAgent({ ...agent, steps: [{ id: 'read', kind: 'readFolder', folder: null, recursive: false }] }))
    clock.advance(hour)
    expect(decided()).toEqual(['05-01T08:00 notStarted'])
    expect(lastFiring()?.error?.code).toBe('agent.incomplete')
    save(agent)
    clock.advance(day)
    expect(decided().at(-1)).toBe('05-02T08:00 ran')
    expect(runs.all()).toHaveLength(1)
  })

  it('skips a moment while the agent still works, and while all agents are paused', () => {
    const { clock, runs, pause, decided } = openScheduler()
    clock.advance(hour + day)
    runs.endAll()
    pause(true)
    clock.advance(day)
    pause(false)
    clock.advance(day)
    expect(decided()).toEqual([
      '05-01T08:00 ran',
      '05-02T08:00 skippedRunning',
      '05-03T08:00 skippedPaused',
      '05-04T08:00 ran',
    ])
    expect(runs.all()).toHaveLength(2)
  })

  it('answers many agents that are due at one moment, a slice at a time', () => {
    const { clock, save, agent, runs } = openScheduler()
    for (let index = 2; index <= 60; index += 1) save({ ...agent, id: makeAgent({ id: `agent-${index}` }).id })
    clock.advance(hour - 1)
    expect(runs.all()).toEqual([])
    clock.advance(1)
    expect(runs.all()).toHaveLength(60)
  })

  it('arms many agents it has never seen a slice at a time, and decides what was missed after the last', () => {
    const { agents, clock, decided, restartAfter, scheduler } = openScheduler()
    for (let index = 0; index < 60; index++)
      agents().save(makeAgent({ id: `new-${index}`, triggers: [makeTrigger({ id: `new-${index}`, time: '12:00' })] }))
    restartAfter(2 * hour)
    expect(decided()).toEqual([])
    clock.advance(0)
    expect(decided()).toEqual(['05-01T08:00 ranLate'])
    expect(scheduler().upcoming()).toHaveLength(61)
  })
})
