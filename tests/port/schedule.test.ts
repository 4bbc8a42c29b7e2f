import { describe, expect, it } from 'vitest'
import { operations } from '../../electron/dev/port/operations.ts'
import { askPort } from './ask-port.ts'

const daily = { kind: 'calendar', times: ['09:30'], days: 'daily' }
const day = { from: '2026-05-01T08:00:00Z', until: '2026-05-01T12:00:00Z' }

describe('schedule.next', () => {
  it('answers its example as it says', async () => {
    const example = operations['schedule.next']?.example
    expect((await askPort('schedule.next', example?.args)).ok).toEqual(example?.ok)
  })

  it('takes a bare cron expression, a zone of its own and wall-clock moments', async () => {
    const reply = await askPort('schedule.next', {
      trigger: '0 8 * * 1-5',
      zone: 'Asia/Shanghai',
      from: '2026-05-01',
      count: 2,
    })
    expect(reply.ok).toMatchObject({ instants: ['2026-05-01T00:00:00.000Z', '2026-05-04T00:00:00.000Z'], over: false })
  })

  it('takes the days in words, and says when a schedule is over', async () => {
    const second = { kind: 'calendar', time: '08:00', nth: 2, weekday: 'tuesday', endsOn: '2026-06-30' }
    const reply = await askPort('schedule.next', { trigger: second, from: '2026-05-01T00:00:00Z' })
    expect(reply.ok).toMatchObject({ instants: ['2026-05-12T08:00:00.000Z', '2026-06-09T08:00:00.000Z'], over: true })
  })

  it.each([
    [{ kind: 'cron', expression: '0 0 31 2 *' }, 'schedule.neverDue'],
    [{ kind: 'cron', expression: 'nonsense' }, 'schedule.cronUnreadable'],
    [{ kind: 'once', at: '2026-02-31T08:00' }, 'schedule.noSuchDate'],
    [{ kind: 'once', at: '2026-05-02T08:00', endsOn: '2026-05-01' }, 'schedule.endsBeforeStart'],
    [{ kind: 'calendar', times: ['25:00'] }, 'request.invalid'],
    [{ ...daily, zone: 'Mars/Olympus' }, 'request.invalid'],
  ])('refuses %j: %s', async (trigger, code) => {
    expect((await askPort('schedule.next', { trigger, from: 0 })).error).toMatchObject({ code })
  })
})

describe('schedule.replay', () => {
  it('answers its example as it says', async () => {
    const example = operations['schedule.replay']?.example
    expect((await askPort('schedule.replay', example?.args)).ok).toEqual(example?.ok)
  })

  it('tells what was missed while the app was off, and which run made up for it', async () => {
    const timeline = [
      { at: '2026-05-01T09:00:00Z', event: 'crash' },
      { at: '2026-05-03T10:00:00Z', event: 'start' },
    ]
    const reply = await askPort('schedule.replay', {
      triggers: [daily],
      timeline,
      ...day,
      until: '2026-05-03T12:00:00Z',
    })
    expect(reply.ok).toMatchObject({
      runs: [{ dueAt: '2026-05-03T09:30:00.000Z', startedAt: '2026-05-03T10:00:00.000Z', late: true }],
      missed: [
        { dueAt: '2026-05-01T09:30:00.000Z', outcome: 'missed', cause: 'off', run: 'run-1' },
        { dueAt: '2026-05-02T09:30:00.000Z', outcome: 'missed', cause: 'off', run: 'run-1' },
      ],
    })
  })

  it('lets runs that overlap wait, or stops the old one', async () => {
    const often = { kind: 'interval', every: 10, unit: 'minutes', startsAt: '2026-05-01T08:00' }
    const run = async (overlap: string) => {
      const policies = { overlap, inLine: 1 }
      const reply = await askPort('schedule.replay', {
        triggers: [often],
        policies,
        runMinutes: 25,
        from: day.from,
        until: '2026-05-01T08:59:00Z',
      })
      return reply.ok
    }
    expect(await run('wait')).toMatchObject({
      runs: [{ startedAt: '2026-05-01T08:10:00.000Z' }, { startedAt: '2026-05-01T08:35:00.000Z' }],
      missed: [{ dueAt: '2026-05-01T08:30:00.000Z', outcome: 'lineFull' }, { outcome: 'lineFull' }],
    })
    expect(await run('stopOld')).toMatchObject({
      runs: [{ end: 'stopped' }, { end: 'stopped' }, { end: 'stopped' }, { end: 'stopped' }, { end: null }],
      missed: [],
    })
  })

  it('does not take a clock that is set back for a new day', async () => {
    const timeline = [{ at: '2026-05-01T10:00:00Z', event: 'clockSet', to: '2026-05-01T09:00:00Z' }]
    const reply = await askPort('schedule.replay', { triggers: [daily], timeline, ...day })
    expect(reply.ok).toMatchObject({ runs: [{ dueAt: '2026-05-01T09:30:00.000Z' }], missed: [] })
  })

  it('refuses what cannot be replayed', async () => {
    const refused = async (args: object) => (await askPort('schedule.replay', args)).error?.code
    expect(await refused({ triggers: ['0 0 31 2 *'], ...day })).toBe('schedule.neverDue')
    expect(await refused({ triggers: [daily], ...day, until: '2000-01-01T00:00:00Z' })).toBe('request.invalid')
    expect(await refused({ triggers: [daily], ...day, timeline: [{ at: 'noon', event: 'sleep' }] })).toBe(
      'request.invalid',
    )
  })
})
