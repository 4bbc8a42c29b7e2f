import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { planOffpeak } from '../../electron/dev/port/operations/plan-offpeak.ts'
import { askPort } from './ask-port.ts'

const { ok } = planOffpeak.example
const args = z.record(z.string(), z.unknown()).parse(planOffpeak.example.args)
const ask = async (changes: object = {}) => askPort('plan.offpeak', { ...args, ...changes })

describe('plan.offpeak', () => {
  it('answers its own example', async () => {
    expect(await ask()).toEqual({ id: 1, ok })
  })

  it('reads a time of day on the wall clock of the zone', async () => {
    const answer = await ask({ zone: 'Asia/Shanghai' })
    expect(answer.ok).toMatchObject({ readyBy: '2026-03-03T00:00:00.000Z', reason: 'samePrice', saving: null })
  })

  it('begins now without a price, and when there is no time', async () => {
    expect((await ask({ prices: [] })).ok).toMatchObject({ startAt: '2026-03-02T20:00:00.000Z', reason: 'samePrice' })
    expect((await ask({ minutes: [800] })).ok).toMatchObject({ startAt: '2026-03-02T20:00:00.000Z', reason: 'noTime' })
  })

  it('waits beside other runs for a place', async () => {
    const busy = [{ from: '2026-03-03T07:00:00Z', to: '2026-03-03T08:00:00Z' }]
    expect((await ask({ busy, places: 1 })).ok).toMatchObject({ startAt: '2026-03-03T06:45:00.000Z', saving: '0.1' })
  })

  it('refuses what it cannot read', async () => {
    expect(await ask({ readyBy: '25:00' })).toMatchObject({ error: { code: 'request.invalid' } })
  })
})
