import { describe, expect, it } from 'vitest'
import { entriesOf, highestOf, marksOf, tallyOf } from '../../../../renderer/features/computer/week-days.ts'
import { type ScheduleDay, scheduleDaySchema } from '../../../../shared/contract/commands/schedule.ts'
import { zoneSchema } from '../../../../shared/model/brand.ts'
import { at } from '../../../helpers/things.ts'

const succeeded = { name: 'succeeded', outcome: 'complete' }
const failed = {
  name: 'failed',
  reason: 'error',
  error: { code: 'unexpected', params: {}, detail: '' },
}

function makeDay(changes: Record<string, unknown>): ScheduleDay {
  const from = at('2026-05-06T00:00:00Z')
  return scheduleDaySchema.parse({
    from,
    to: from + 86_400_000,
    runs: [],
    runsMore: 0,
    late: [],
    planned: [],
    ...changes,
  })
}

const run = (id: number, changes: Record<string, unknown> = {}) => ({
  runId: `run-${id}`,
  agentId: 'agent-1',
  agentName: 'Summaries',
  at: at('2026-05-06T08:00:00Z') + id * 60_000,
  endedAt: null,
  state: succeeded,
  spent: [],
  ...changes,
})

describe('a day of the week', () => {
  it('lists a few runs singly and many of one agent as one line that shows the worst of them', () => {
    const few = makeDay({ runs: [0, 1, 2].map((id) => run(id)) })
    expect(entriesOf(few).map(({ kind }) => kind)).toEqual(['run', 'run', 'run'])
    const many = makeDay({ runs: [0, 1, 2, 3, 4, 5, 6].map((id) => run(id, id === 3 ? { state: failed } : {})) })
    expect(entriesOf(many)).toMatchObject([{ kind: 'runs', worst: { name: 'failed' } }])
  })

  it('puts runs, missed times and plans in the order of their times', () => {
    const day = makeDay({
      runs: [run(5)],
      late: [
        {
          id: 'firing-1',
          agentId: 'agent-1',
          triggerId: 'trigger-1',
          dueAt: at('2026-05-06T07:00:00Z'),
          outcome: 'missed',
          runId: null,
          error: null,
          decidedAt: at('2026-05-06T08:00:00Z'),
        },
      ],
      planned: [{ agentId: 'agent-1', triggerId: 'trigger-1', times: [at('2026-05-06T18:00:00Z')], more: false }],
    })
    expect(entriesOf(day).map(({ kind }) => kind)).toEqual(['late', 'run', 'planned'])
    expect(tallyOf(day)).toEqual({ done: 1, failed: 0, late: 1, planned: 1 })
  })

  it('draws all days of a week on one scale, and each currency on its own', () => {
    const spent = (currency: string, micros: number) => [{ currency, micros, estimatedMicros: 0 }]
    const days = [
      makeDay({ runs: [run(0, { spent: spent('USD', 400) }), run(1, { spent: spent('CNY', 90) })] }),
      makeDay({ runs: [run(2, { spent: spent('USD', 100) })] }),
    ]
    const highest = highestOf(days)
    const heights = days.map((day) =>
      marksOf(day, zoneSchema.parse('UTC'), highest, () => '').map(({ height, minute }) => [minute, height]),
    )
    expect(heights).toEqual([
      [
        [480, 1],
        [481, 1],
      ],
      [[482, 0.25]],
    ])
  })
})
