import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { type OffPeakQuestion, planOffPeak, readyByAfter, usualLength } from '../../../shared/rules/off-peak.ts'

const at = (text: string) => instantSchema.parse(Date.parse(text))
const minute = 60_000
const evening = at('2026-03-02T20:00:00Z')
const morning = at('2026-03-03T08:00:00Z')
const yuan = currencySchema.parse('CNY')

/** Half the price from 00:30 to 08:30. */
const cheapAtNight: OffPeakQuestion['costAt'] = (moment) => {
  const minutes = (moment / minute) % 1440
  return minutes >= 30 && minutes < 510 ? 50_000 : 100_000
}
const question: OffPeakQuestion = {
  now: evening,
  readyBy: morning,
  lengths: [10 * minute],
  costAt: cheapAtNight,
  currency: yuan,
  busy: [],
  places: 2,
}

describe('when a run that may wait begins', () => {
  it('is the last cheap moment that leaves room for a second try', () => {
    expect(planOffPeak(question)).toEqual({
      startAt: at('2026-03-03T07:30:00Z'),
      readyBy: morning,
      reason: 'cheaper',
      saving: { currency: 'CNY', micros: 50_000 },
      share: 0.5,
    })
  })

  it('keeps out of hours in which it would end in a dearer price', () => {
    const costAt: OffPeakQuestion['costAt'] = (moment) =>
      moment >= at('2026-03-02T22:00:00Z') && moment < at('2026-03-02T23:00:00Z') ? 10 : 100
    expect(planOffPeak({ ...question, costAt, lengths: [40 * minute] }).startAt).toBe(at('2026-03-02T22:15:00Z'))
  })

  it('takes the earliest cheap moment when there is no room for a second try', () => {
    const plan = planOffPeak({ ...question, lengths: [240 * minute] })
    expect(plan.startAt).toBe(at('2026-03-03T00:30:00Z'))
  })

  it('is now when waiting would miss the deadline, however cheap it were', () => {
    const plan = planOffPeak({ ...question, readyBy: at('2026-03-02T20:12:00Z') })
    expect(plan).toMatchObject({ startAt: evening, reason: 'noTime', saving: null })
    expect(planOffPeak({ ...question, lengths: [12 * 60 * minute] })).toMatchObject({
      startAt: evening,
      reason: 'noTime',
    })
  })

  it('is now when the price stays, is free or is not known', () => {
    for (const costAt of [() => 100, () => 0, () => null]) {
      expect(planOffPeak({ ...question, costAt })).toMatchObject({
        startAt: evening,
        reason: 'samePrice',
        saving: null,
      })
    }
  })

  it('finds a place beside the other agents', () => {
    const busy = [
      { from: at('2026-03-03T06:50:00Z'), to: at('2026-03-03T08:00:00Z') },
      { from: at('2026-03-03T06:40:00Z'), to: at('2026-03-03T07:35:00Z') },
    ]
    expect(planOffPeak({ ...question, busy }).startAt).toBe(at('2026-03-03T06:30:00Z'))
    const everywhere = [{ from: evening, to: morning }]
    expect(planOffPeak({ ...question, busy: everywhere, places: 1 }).startAt).toBe(at('2026-03-03T07:30:00Z'))
    const now = [{ from: evening, to: at('2026-03-02T20:20:00Z') }]
    expect(planOffPeak({ ...question, busy: now, places: 1, costAt: () => 100 })).toMatchObject({
      startAt: at('2026-03-02T20:30:00Z'),
      reason: 'busy',
    })
  })

  it('never lets a run begin too late, and never makes it dearer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 24 * 60 }),
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 24, maxLength: 24 }),
        fc.integer({ min: 1, max: 3 }),
        (lengths, ahead, prices, places) => {
          const costAt: OffPeakQuestion['costAt'] = (moment) => prices[new Date(moment).getUTCHours()] ?? null
          const readyBy = instantSchema.parse(evening + ahead * minute)
          const milliseconds = lengths.map((length) => length * minute)
          const plan = planOffPeak({ ...question, readyBy, lengths: milliseconds, costAt, places })
          expect(plan.startAt).toBeGreaterThanOrEqual(evening)
          if (plan.startAt > evening) {
            expect(plan.startAt + usualLength(milliseconds)).toBeLessThan(readyBy)
            expect(costAt(plan.startAt)).toBeLessThanOrEqual(
              Math.max(costAt(evening) ?? 0, costAt(instantSchema.parse(evening + usualLength(milliseconds))) ?? 0),
            )
          }
        },
      ),
    )
  })
})

describe('the moment something has to be ready', () => {
  it('is the next time the wall clock shows it', () => {
    const shanghai = zoneSchema.parse('Asia/Shanghai')
    expect(readyByAfter('08:00', at('2026-03-02T12:00:00Z'), shanghai)).toBe(at('2026-03-03T00:00:00Z'))
    expect(readyByAfter('08:00', at('2026-03-02T00:00:00Z'), shanghai)).toBe(at('2026-03-03T00:00:00Z'))
    expect(readyByAfter('23:30', at('2026-03-02T12:00:00Z'), shanghai)).toBe(at('2026-03-02T15:30:00Z'))
  })
})
