import { describe, expect, it } from 'vitest'
import { makeTrigger } from '../../helpers/things.ts'
import { hour, minute, openScheduler } from './open-scheduler.ts'

const hourly = makeTrigger({ kind: 'interval', every: 1, unit: 'hours', startsAt: '2026-05-01T07:00' })

describe('an agent that may do two at a time', () => {
  it('starts the second beside the first, and leaves out the third', () => {
    const { clock, decided, runs } = openScheduler({ triggers: [hourly], supervision: { concurrent: 2 } })
    clock.advance(3 * hour)
    expect(decided()).toEqual(['05-01T08:00 ran', '05-01T09:00 ran', '05-01T10:00 skippedRunning'])
    expect(runs.live()).toHaveLength(2)
  })

  it('stops its oldest run alone for the third', () => {
    const rules = { supervision: { concurrent: 2 }, overlapPolicy: { kind: 'stopOld' as const } }
    const { clock, decided, runs } = openScheduler({ triggers: [hourly], ...rules })
    clock.advance(3 * hour)
    expect(decided()).toEqual(['05-01T08:00 ran', '05-01T09:00 ran', '05-01T10:00 ran'])
    expect(runs.all().map(({ state }) => state.name)).toEqual(['stopped', 'queued', 'queued'])
  })
})

describe('the line of an agent', () => {
  it('holds runs started by hand as well, which go before its times', () => {
    const { agent, clock, decided, runs, scheduler } = openScheduler({
      triggers: [hourly],
      overlapPolicy: { kind: 'wait', inLine: 2 },
    })
    clock.advance(hour)
    const byHand = runs.start({ agent, startedBy: { kind: 'hand' } })
    clock.advance(2 * hour)
    // One by hand and one time are in line: for a second time there is no room.
    expect(decided()).toEqual(['05-01T08:00 ran', '05-01T09:00 waited', '05-01T10:00 lineFull'])
    const [first] = runs.all()
    if (first !== undefined) runs.end(first.id)
    scheduler().runEnded()
    clock.advance(minute)
    expect(runs.live().map(({ id }) => id)).toEqual([byHand.id])
    runs.end(byHand.id)
    scheduler().runEnded()
    expect(runs.live().map(({ startedBy }) => startedBy)).toMatchObject([{ kind: 'schedule' }])
  })
})
