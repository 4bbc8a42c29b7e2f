import { describe, expect, it } from 'vitest'
import { priceWindowSchema } from '../../../../shared/model/price.ts'
import { zoneSchema } from '../../../../shared/model/brand.ts'
import { wallTimeOf, windowHolds, windowOver } from '../../../../shared/rules/price/window.ts'
import { at, peakHours } from './prices.ts'

const peak = priceWindowSchema.parse(peakHours)
const beijing = (text: string) => at(`${text}+08:00`)
const isPeak = (text: string) => windowHolds(peak, beijing(text))
const certainly = (holds: boolean) => ({ holds, certain: true })

describe('a peak window', () => {
  it.each([
    ['2026-11-24T08:59:59.999', false],
    ['2026-11-24T09:00:00.000', true],
    ['2026-11-24T11:59:59.999', true],
    ['2026-11-24T12:00:00.000', false],
    ['2026-11-24T13:59:59.999', false],
    ['2026-11-24T14:00:00.000', true],
    ['2026-11-24T17:59:59.999', true],
    ['2026-11-24T18:00:00.000', false],
    ['2026-11-24T00:00:00.000', false],
    ['2026-11-24T23:59:59.999', false],
  ])('on a Tuesday at %s: %s', (text, holds) => {
    expect(isPeak(text)).toEqual(certainly(holds))
  })

  it('is read in the vendor’s zone, whatever the day here', () => {
    expect(windowHolds(peak, at('2026-11-23T01:00:00Z'))).toEqual(certainly(true))
    // Sunday evening in New York is Monday morning in Beijing.
    expect(windowHolds(peak, at('2026-11-22T20:00:00-05:00'))).toEqual(certainly(true))
    expect(windowHolds(peak, at('2026-11-20T20:00:00-05:00'))).toEqual(certainly(false))
  })

  it.each([
    ['a Saturday', '2026-11-28T10:00'],
    ['a Sunday', '2026-11-29T15:00'],
    ['the first of National Day week, a Thursday', '2026-10-01T10:00'],
    ['the last of National Day week', '2026-10-07T10:00'],
    ['Spring Festival', '2026-02-17T10:00'],
    ['the Friday of New Year', '2026-01-02T10:00'],
    ['the make-up Saturday after National Day', '2026-10-10T10:00'],
    ['the make-up Sunday before National Day', '2026-09-20T10:00'],
    ['the make-up Saturday before Spring Festival', '2026-02-14T10:00'],
  ])('does not hold on %s', (_, text) => {
    expect(isPeak(text)).toEqual(certainly(false))
  })

  it.each(['2026-10-08T10:00', '2026-09-30T10:00', '2026-02-24T10:00', '2026-05-06T10:00'])(
    'holds on the working day next to a holiday, %s',
    (text) => {
      expect(isPeak(text)).toEqual(certainly(true))
    },
  )

  it('is taken to hold, and said to be uncertain, on weekdays of a year whose holidays nobody published', () => {
    expect(isPeak('2027-10-01T10:00')).toEqual({ holds: true, certain: false })
    expect(isPeak('2027-06-01T10:00')).toEqual({ holds: true, certain: false })
    // No calendar could change these.
    expect(isPeak('2027-06-01T13:00')).toEqual(certainly(false))
    expect(isPeak('2027-06-05T10:00')).toEqual(certainly(false))
  })

  it('bears a clock that is far out', () => {
    expect(windowHolds(peak, at('1970-01-01T03:00:00Z'))).toEqual({ holds: true, certain: false })
    expect(windowHolds(peak, at('+275760-09-12T02:00:00Z')).certain).toBe(false)
  })

  it('may be two stretches around midnight', () => {
    const hours = [
      { from: '00:00', to: '06:00' },
      { from: '22:00', to: '24:00' },
    ]
    const night = priceWindowSchema.parse({ ...peakHours, hours, exceptHolidays: null })
    expect(windowHolds(night, beijing('2026-11-24T23:59:59.999')).holds).toBe(true)
    expect(windowHolds(night, beijing('2026-11-24T00:00')).holds).toBe(true)
    expect(windowHolds(night, beijing('2026-11-24T06:00')).holds).toBe(false)
  })
})

describe('wall time', () => {
  it('shows the date, weekday and minutes there', () => {
    const zone = zoneSchema.parse('Asia/Shanghai')
    expect(wallTimeOf(at('2026-12-31T16:05:00Z'), zone)).toEqual({ date: '2027-01-01', weekday: 5, minutes: 5 })
  })
})

describe('a window over a span', () => {
  const over = (from: string, until: string) => windowOver(peak, beijing(from), beijing(until))
  const [always, never, both] = [
    { canHold: true, canFail: false },
    { canHold: false, canFail: true },
    { canHold: true, canFail: true },
  ]

  it.each([
    ['2026-11-24T09:00', '2026-11-24T11:59:59.999', always],
    ['2026-11-24T09:00', '2026-11-24T12:00', both],
    ['2026-11-24T08:59', '2026-11-24T09:00', both],
    ['2026-11-24T12:00', '2026-11-24T13:59', never],
    ['2026-11-24T12:00', '2026-11-24T14:00', both],
    ['2026-11-24T18:00', '2026-11-25T08:59', never],
    ['2026-11-24T18:00', '2026-11-25T09:00', both],
    ['2026-11-27T18:00', '2026-11-30T08:59', never],
    ['2026-09-30T18:00', '2026-10-08T08:59', never],
    ['2026-11-24T10:00', '2026-11-24T10:00', always],
    ['2026-11-24T11:00', '2026-11-24T10:00', always],
    ['2027-06-01T10:00', '2027-06-01T11:00', both],
    ['2026-10-01T10:00', '2026-12-01T10:00', both],
  ])('from %s until %s', (from, until, expected) => {
    expect(over(from, until)).toEqual(expected)
  })

  it('counts both ways while clocks are set back', () => {
    const hours = [{ from: '01:30', to: '01:40' }]
    const zone = 'America/New_York'
    const window = priceWindowSchema.parse({ zone, weekdays: [7], hours, exceptHolidays: null })
    // 01:20 to 01:25, the first time; then the second: 01:30 lay between.
    expect(windowOver(window, at('2026-11-01T01:20:00-04:00'), at('2026-11-01T01:25:00-05:00')).canHold).toBe(true)
  })

  it('never says that what a moment of it shows cannot be', () => {
    const step = 17 * 60_000
    for (let start = at('2026-09-25T00:00:00Z'); start < at('2026-10-12T00:00:00Z'); start = plus(start, 7 * step)) {
      for (const length of [0, step, 20 * step, 170 * step]) {
        const span = windowOver(peak, start, plus(start, length))
        for (let moment = start; moment <= start + length; moment = plus(moment, step)) {
          const { holds } = windowHolds(peak, moment)
          if (holds ? !span.canHold : !span.canFail) {
            expect.fail(`${new Date(start).toISOString()} for ${length} ms: ${new Date(moment).toISOString()}`)
          }
        }
      }
    }
  })
})

function plus(moment: number, milliseconds: number) {
  return at(new Date(moment + milliseconds).toISOString())
}
