import { describe, expect, it } from 'vitest'
import type { Agent } from '../../../shared/model/agent.ts'
import { firingIdSchema } from '../../../shared/model/brand.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import { at, makeTrigger } from '../../helpers/things.ts'
import { day, hour, minute, openScheduler } from './open-scheduler.ts'

describe('moments that passed while the PC slept or the app was off', () => {
  it.each(['sleep', 'restart'])('are answered once, late, with every one of them on record (%s)', (way) => {
    const { clock, runs, decided, restartAfter, scheduler } = openScheduler()
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
    const { clock, decided } = openScheduler()
    clock.jump(2 * hour)
    clock.advance(30_000)
    expect(decided()).toEqual(['05-01T08:00 ranLate'])
  })

  it('are only recorded when the agent is to skip them', () => {
    const { runs, decided, restartAfter } = openScheduler({ missedRunPolicy: 'skip' })
    restartAfter(2 * day)
    expect(decided()).toEqual(['05-01T08:00 missed', '05-02T08:00 missed'])
    expect(runs.all()).toEqual([])
  })

  it.each(['sleep', 'restart'])(
    'in a pause that ended meanwhile were paused, and those after it were missed (%s)',
    (way) => {
      const { clock, runs, decided, restartAfter, scheduler, pause } = openScheduler()
      pause(true, at('2026-05-02T12:00:00Z'))
      if (way === 'restart') restartAfter(3 * day)
      else {
        clock.jump(3 * day)
        scheduler().wake()
      }
      expect(decided()).toEqual(['05-01T08:00 skippedPaused', '05-02T08:00 skippedPaused', '05-03T08:00 ranLate'])
      expect(runs.all()).toHaveLength(1)
    },
  )

  it('are looked at once when the PC wakes, and not before', () => {
    const { clock, decided, scheduler } = openScheduler()
    scheduler().sleep()
    clock.advance(2 * hour)
    expect(decided()).toEqual([])
    scheduler().wake()
    expect(decided()).toEqual(['05-01T08:00 ranLate'])
  })

  it('start one run when two triggers of one agent were missed', () => {
    const { runs, decided, restartAfter, save, agent } = openScheduler()
    save({ ...agent, triggers: [makeTrigger(), makeTrigger({ id: 'trigger-2', time: '07:30' })] })
    restartAfter(2 * hour)
    expect(runs.all()).toHaveLength(1)
    expect(decided()).toEqual(['05-01T07:30 ranLate', '05-01T08:00 skippedRunning'])
  })

  it('are skipped as paused when everything was paused meanwhile', () => {
    const { pause, decided, restartAfter } = openScheduler()
    pause(true)
    restartAfter(2 * day)
    expect(decided()).toEqual(['05-01T08:00 skippedPaused', '05-02T08:00 skippedPaused'])
  })

  it('are not answered again by a second restart', () => {
    const { runs, decided, restartAfter } = openScheduler()
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
    movedFrom: null,
    outcome: 'ran',
    cause: null,
    runId: null,
    error: null,
    decidedAt: at('2026-05-01T06:00:00Z'),
  })

  function crash(parts: ReturnType<typeof openScheduler>) {
    const [armed] = parts.firings().dueBy(at('2026-05-02T00:00:00Z'), 1)
    if (armed === undefined) throw new Error('nothing is armed')
    parts.firings().decide([openFiring(parts.agent)], armed)
  }

  it('starts the run that was promised', () => {
    const parts = openScheduler()
    crash(parts)
    parts.restartAfter(minute)
    expect(parts.runs.all().map((run) => run.startedBy)).toMatchObject([{ firingId: lostId }])
    parts.runs.endAll()
    parts.restartAfter(minute)
    expect(parts.runs.all()).toHaveLength(1)
  })

  it('links a run that was started before it could be written down', () => {
    const parts = openScheduler()
    crash(parts)
    parts.runs.start({
      agent: parts.agent,
      startedBy: { kind: 'schedule', firingId: lostId, dueAt: parts.clock.now() },
    })
    parts.runs.endAll()
    parts.restartAfter(minute)
    expect(parts.runs.all()).toHaveLength(1)
    expect(parts.firings().toStart()).toEqual([])
  })
})

describe('a clock that is set', () => {
  it('back does not repeat what ran', () => {
    const { clock, runs, decided, scheduler } = openScheduler()
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
    const { clock, runs, decided, scheduler } = openScheduler()
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
    const { clock, runs, decided, scheduler } = openScheduler()
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
    const { clock, runs, decided, scheduler } = openScheduler()
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
