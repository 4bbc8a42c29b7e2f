import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { createScheduler } from '../../../electron/supervisor/schedule/scheduler.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Agent, agentSchema } from '../../../shared/model/agent.ts'
import { firingIdSchema } from '../../../shared/model/brand.ts'
import type { Firing } from '../../../shared/model/trigger.ts'
import { countingIds, openAgentDatabase } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeRuns } from '../../helpers/fake-runs.ts'
import { at, makeAgent, makeTrigger } from '../../helpers/things.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The scheduler on a real file, started on 1 May 2026 at 07:00 with one agent that is due every day at 08:00. */
function setUp(changes: Partial<z.input<typeof agentSchema>> = {}) {
  const database = openAgentDatabase()
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const runs = createFakeRuns(clock)
  const events: AppEvent[] = []
  const newId = countingIds('firing')
  let paused = false
  let db = database.db
  const build = () => {
    const agents = createAgentRepository(db)
    const firings = createFiringRepository(db)
    const scheduler = createScheduler({
      agents,
      firings,
      runs,
      clock,
      newId,
      isPaused: () => paused,
      publish: (event) => events.push(event),
    })
    return { agents, firings, scheduler }
  }
  let parts = build()
  const save = (agent: Agent) => {
    parts.agents.save(agent)
    parts.scheduler.agentChanged(agent)
  }
  const agent = makeAgent({ triggers: [makeTrigger()], ...changes })
  save(agent)
  parts.scheduler.start()
  return {
    agent,
    clock,
    runs,
    save,
    firings: () => parts.firings,
    agents: () => parts.agents,
    scheduler: () => parts.scheduler,
    pause: (value: boolean) => {
      paused = value
    },
    /** The app is gone for that long; timers and memory with it. */
    restartAfter(milliseconds: number) {
      parts.scheduler.stop()
      clock.jump(milliseconds)
      db = database.reopen()
      parts = build()
      parts.scheduler.start()
    },
    decided: () =>
      latest(events).map(({ dueAt, outcome }) => `${new Date(dueAt).toISOString().slice(5, 16)} ${outcome}`),
    lastFiring: () => latest(events).at(-1),
    events,
  }
}

/** What was said last of each firing, in the order of their moments. */
function latest(events: readonly AppEvent[]): Firing[] {
  const firings = new Map<string, Firing>()
  for (const event of events) if (event.type === 'firing.decided') firings.set(event.firing.id, event.firing)
  return [...firings.values()].toSorted((left, right) => left.dueAt - right.dueAt)
}

describe('a scheduler', () => {
  it('starts an agent at its time, links the run to the moment, and does so again the next day', () => {
    const { clock, runs, decided, lastFiring } = setUp()
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
    const { clock, save, agent } = setUp()
    clock.advance(hour)
    expect(clock.longestWait()).toBeLessThanOrEqual(30_000)
    expect(clock.pending()).toBe(1)
    save({ ...agent, enabled: false })
    expect(clock.pending()).toBe(0)
  })

  it('does not start an agent that is switched off or was removed', () => {
    const { clock, runs, save, agent, agents, scheduler } = setUp()
    save({ ...agent, enabled: false })
    clock.advance(day)
    save(agent)
    agents().remove(agent.id, clock.now())
    scheduler().agentRemoved(agent.id)
    clock.advance(2 * day)
    expect(runs.all()).toEqual([])
  })

  it('tells when each agent is next, the earliest of its triggers', () => {
    const { save, agent, scheduler, events } = setUp()
    save({ ...agent, triggers: [makeTrigger(), makeTrigger({ id: 'trigger-2', time: '07:30' })] })
    const next = [{ agentId: agent.id, triggerId: 'trigger-2', dueAt: at('2026-05-01T07:30:00Z') }]
    expect(scheduler().upcoming()).toEqual(next)
    expect(events.filter((event) => event.type === 'upcoming.changed').at(-1)).toMatchObject({ upcoming: next })
  })

  it('follows an edited time from the moment it is saved', () => {
    const { clock, save, agent, decided } = setUp()
    save({ ...agent, triggers: [makeTrigger({ time: '06:00' })] })
    clock.advance(day)
    expect(decided()).toEqual(['05-02T06:00 ran'])
  })

  it('does not repeat a moment when its trigger is taken away and set again within the minute', () => {
    const { clock, save, agent, runs, decided } = setUp()
    clock.advance(hour)
    clock.jump(-1)
    save({ ...agent, triggers: [] })
    save(agent)
    runs.endAll()
    clock.advance(minute)
    expect(decided()).toEqual(['05-01T08:00 ran'])
  })

  it('records why a run was refused, and tries again at the next time', () => {
    const { clock, save, agent, decided, lastFiring, runs } = setUp()
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
    const { clock, runs, pause, decided } = setUp()
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
    const { clock, save, agent, runs } = setUp()
    for (let index = 2; index <= 60; index += 1) save({ ...agent, id: makeAgent({ id: `agent-${index}` }).id })
    clock.advance(hour - 1)
    expect(runs.all()).toEqual([])
    clock.advance(1)
    expect(runs.all()).toHaveLength(60)
  })
})

describe('moments that passed while the PC slept or the app was off', () => {
  it.each(['sleep', 'restart'])('are answered once, late, with every one of them on record (%s)', (way) => {
    const { clock, runs, decided, restartAfter, scheduler } = setUp()
    if (way === 'restart') restartAfter(3 * day)
    else {
      clock.jump(3 * day)
      scheduler().wake()
    }
    expect(decided()).toEqual(['05-01T08:00 missed', '05-02T08:00 missed', '05-03T08:00 ranLate'])
    expect(runs.all()).toHaveLength(1)
    runs.endAll()
    clock.advance(day)
    expect(decided().at(-1)).toBe('05-04T08:00 ran')
  })

  it('are noticed within half a minute even if nobody says that the PC woke up', () => {
    const { clock, decided } = setUp()
    clock.jump(2 * hour)
    clock.advance(30_000)
    expect(decided()).toEqual(['05-01T08:00 ranLate'])
  })

  it('are only recorded when the agent is to skip them', () => {
    const { runs, decided, restartAfter } = setUp({ missedRunPolicy: 'skip' })
    restartAfter(2 * day)
    expect(decided()).toEqual(['05-01T08:00 missed', '05-02T08:00 missed'])
    expect(runs.all()).toEqual([])
  })

  it('start one run when two triggers of one agent were missed', () => {
    const { runs, decided, restartAfter, save, agent } = setUp()
    save({ ...agent, triggers: [makeTrigger(), makeTrigger({ id: 'trigger-2', time: '07:30' })] })
    restartAfter(2 * hour)
    expect(runs.all()).toHaveLength(1)
    expect(decided()).toEqual(['05-01T07:30 ranLate', '05-01T08:00 skippedRunning'])
  })

  it('are skipped as paused when everything was paused meanwhile', () => {
    const { pause, decided, restartAfter } = setUp()
    pause(true)
    restartAfter(2 * day)
    expect(decided()).toEqual(['05-01T08:00 skippedPaused', '05-02T08:00 skippedPaused'])
  })

  it('are not answered again by a second restart', () => {
    const { runs, decided, restartAfter } = setUp()
    restartAfter(2 * day)
    runs.endAll()
    restartAfter(minute)
    expect(runs.all()).toHaveLength(1)
    expect(decided()).toHaveLength(2)
  })
})

describe('a crash between deciding and starting', () => {
  const lostId = firingIdSchema.parse('lost')
  const openFiring = (agent: Agent): Firing => ({
    id: lostId,
    agentId: agent.id,
    triggerId: makeTrigger().id,
    dueAt: at('2026-05-01T06:00:00Z'),
    outcome: 'ran',
    runId: null,
    error: null,
    decidedAt: at('2026-05-01T06:00:00Z'),
  })

  function crash(parts: ReturnType<typeof setUp>) {
    const [armed] = parts.firings().armedOf(parts.agent.id)
    if (armed === undefined) throw new Error('nothing is armed')
    parts.firings().decide([openFiring(parts.agent)], armed)
  }

  it('starts the run that was promised', () => {
    const parts = setUp()
    crash(parts)
    parts.restartAfter(minute)
    expect(parts.runs.all().map((run) => run.startedBy)).toMatchObject([{ firingId: lostId }])
    parts.runs.endAll()
    parts.restartAfter(minute)
    expect(parts.runs.all()).toHaveLength(1)
  })

  it('links a run that was started before it could be written down', () => {
    const parts = setUp()
    crash(parts)
    parts.runs.start({
      agent: parts.agent,
      startedBy: { kind: 'schedule', firingId: lostId, dueAt: parts.clock.now() },
    })
    parts.runs.endAll()
    parts.restartAfter(minute)
    expect(parts.runs.all()).toHaveLength(1)
    expect(parts.firings().unanswered()).toEqual([])
  })
})

describe('a clock that is set', () => {
  it('back does not repeat what ran', () => {
    const { clock, runs, decided, scheduler } = setUp()
    clock.advance(hour)
    runs.endAll()
    clock.jump(-30 * minute)
    scheduler().wake()
    clock.advance(hour)
    expect(decided()).toEqual(['05-01T08:00 ran'])
    clock.advance(day)
    expect(decided()).toEqual(['05-01T08:00 ran', '05-02T08:00 ran'])
  })

  it('years ahead and back starts one run, and the schedule goes on as if nothing had been', () => {
    const { clock, runs, decided, scheduler } = setUp()
    clock.jump(4 * 365 * day)
    scheduler().wake()
    expect(runs.all()).toHaveLength(1)
    runs.endAll()
    clock.jump(-4 * 365 * day)
    scheduler().wake()
    clock.advance(2 * day)
    runs.endAll()
    expect(decided().slice(0, 2)).toEqual(['05-01T08:00 ran', '05-02T08:00 skippedRunning'])
  })

  it('a week ahead and back still runs the days that had been written off', () => {
    const { clock, runs, decided, scheduler } = setUp()
    clock.jump(7 * day)
    scheduler().wake()
    clock.jump(-7 * day)
    scheduler().wake()
    for (let count = 0; count < 8; count += 1) {
      runs.endAll()
      clock.advance(day)
    }
    const outcomes = decided()
    expect(outcomes).toEqual([
      '05-01T08:00 ran',
      '05-02T08:00 ran',
      '05-03T08:00 ran',
      '05-04T08:00 ran',
      '05-05T08:00 ran',
      '05-06T08:00 ran',
      '05-07T08:00 ranLate',
      '05-08T08:00 ran',
    ])
  })

  it('to 1970 and right again invents no moments from before the trigger was made', () => {
    const { clock, runs, decided, scheduler } = setUp()
    const away = clock.now() - hour
    clock.jump(-away)
    scheduler().wake()
    clock.jump(away)
    scheduler().wake()
    expect(decided()).toEqual([])
    clock.advance(hour)
    expect(runs.all()).toHaveLength(1)
  })
})
