import { describe, expect, it } from 'vitest'
import { monthTimes } from '../../../electron/supervisor/forecast/month-times.ts'
import { at, makeTrigger } from '../../helpers/things.ts'

const now = at('2026-11-01T00:00:00Z')

describe('the times of a month', () => {
  it('are those of all triggers, in order', () => {
    const morning = makeTrigger({ weekdays: [1] })
    const evening = makeTrigger({ weekdays: [1], time: '20:00' })
    const { times, scale } = monthTimes([evening, morning], now)
    expect(times).toHaveLength(10)
    expect(times).toEqual(times.toSorted((left, right) => left - right))
    expect(scale).toBe(1)
  })

  it('end after thirty days', () => {
    const { times } = monthTimes([makeTrigger()], now)
    expect(times).toHaveLength(30)
    expect(times.at(-1)).toBe(at('2026-11-30T08:00:00Z'))
  })

  it('are none without triggers', () => {
    expect(monthTimes([], now).times).toEqual([])
  })
})
