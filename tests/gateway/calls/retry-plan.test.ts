import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostTries, waitBeforeTry } from '../../../electron/gateway/calls/retry-plan.ts'

describe('waitBeforeTry', () => {
  it('doubles from one second, shortened at random by up to half', () => {
    const waits = [1, 2, 3].map((tries) => waitBeforeTry({ kind: 'network' }, tries, () => 0))
    expect(waits).toEqual([1_000, 2_000, 4_000])
    expect(waitBeforeTry({ kind: 'network' }, 3, () => 0.999)).toBe(2_002)
  })

  it('keeps what the service asks for, up to a minute', () => {
    const asked = (milliseconds: number) =>
      waitBeforeTry({ kind: 'service', afterMilliseconds: milliseconds }, 1, () => 0.5)
    expect([asked(0), asked(1_500), asked(60_000), asked(86_400_000)]).toEqual([0, 1_500, 60_000, 60_000])
  })

  it('gives up', () => {
    expect(waitBeforeTry({ kind: 'never' }, 1, () => 0)).toBeNull()
    expect(waitBeforeTry({ kind: 'service', afterMilliseconds: 1 }, mostTries, () => 0)).toBeNull()
  })

  it('is never negative nor longer than a minute', () => {
    fc.assert(
      fc.property(
        fc.option(fc.double({ min: 0, max: 1e12, noNaN: true })),
        fc.integer({ min: 1, max: mostTries - 1 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (afterMilliseconds, tries, random) => {
          const wait = waitBeforeTry({ kind: 'service', afterMilliseconds }, tries, () => random)
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThanOrEqual(60_000)
        },
      ),
    )
  })
})
