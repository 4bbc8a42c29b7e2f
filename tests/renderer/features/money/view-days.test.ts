import { describe, expect, it } from 'vitest'
import { barsOf, type Looking, neighbours, viewOf } from '../../../../renderer/features/money/view-days.ts'
import { noMoneySum } from '../../../../shared/model/money-report.ts'

const looking: Looking = { agentId: null, providerId: null, model: null, by: 'day', back: 0 }
const today = '2026-03-14'
const daysOf = (back: number) => {
  const { from, to } = viewOf({ ...looking, back }, today)
  return [from, to]
}

describe('the days of the money page', () => {
  it('are a month or a year, also before a turn of the year', () => {
    expect(daysOf(0)).toEqual(['2026-03-01', '2026-03-31'])
    expect(daysOf(1)).toEqual(['2026-02-01', '2026-02-28'])
    expect(daysOf(3)).toEqual(['2025-12-01', '2025-12-31'])
    expect(daysOf(25)).toEqual(['2024-02-01', '2024-02-29'])
    expect(viewOf({ ...looking, by: 'month', back: 2 }, today)).toMatchObject({ from: '2024-01-01', to: '2024-12-31' })
  })

  it('have a bar each up to today, and after it only where something was used', () => {
    const view = viewOf(looking, today)
    const used = { ...noMoneySum, calls: 3 }
    const bars = barsOf(
      view,
      [
        { from: '2026-03-02', sum: used },
        { from: '2026-03-20', sum: used },
      ],
      today,
    )
    expect(bars).toHaveLength(15)
    expect(bars.filter(({ sum }) => sum.calls > 0).map(({ from }) => from)).toEqual(['2026-03-02', '2026-03-20'])
    expect(barsOf(viewOf({ ...looking, by: 'month' }, today), [], today).map(({ from }) => from)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ])
  })

  it('lead back as far as anything was used, and never beyond the one that runs', () => {
    expect(neighbours(viewOf(looking, today), '2026-02-28', 0)).toEqual({ before: true, after: false })
    expect(neighbours(viewOf({ ...looking, back: 1 }, today), '2026-02-01', 1)).toEqual({ before: false, after: true })
    expect(neighbours(viewOf(looking, today), null, 0)).toEqual({ before: false, after: false })
  })
})
