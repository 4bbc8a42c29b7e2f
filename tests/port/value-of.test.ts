import { describe, expect, it } from 'vitest'
import { valueOf } from '../../electron/dev/port/operations/value-of.ts'
import { askPort } from './ask-port.ts'

const run = { id: 'a', endedAt: '2026-11-30T23:30:00Z', estimatedMinutes: 20 }
const ask = (changes: object) =>
  askPort('value.of', { runs: [run], rate: { currency: 'USD', perHour: '18' }, ...changes })

describe('value.of', () => {
  it('answers its own example', async () => {
    expect(await askPort('value.of', valueOf.example.args)).toEqual({ id: 1, ok: valueOf.example.ok })
  })

  it('puts a run into the month of the zone', async () => {
    const inShanghai = await ask({ zone: 'Asia/Shanghai' })
    expect(inShanghai.ok).toMatchObject({ months: [{ month: '2026-12' }] })
    expect((await ask({})).ok).toMatchObject({ months: [{ month: '2026-11' }] })
  })

  it('hears the last word about a run', async () => {
    const confirmations = [
      { run: 'a', minutes: 30 },
      { run: 'a', minutes: 10, verdict: 'accepted' },
    ]
    expect((await ask({ confirmations })).ok).toMatchObject({ total: { minutes: { confirmed: 10, estimated: 0 } } })
    const refused = [...confirmations, { run: 'a', verdict: 'useless' }]
    expect((await ask({ confirmations: refused })).ok).toMatchObject({ total: { uncounted: { useless: 1 } } })
  })

  it('gives no value without a rate', async () => {
    expect((await ask({ rate: null })).ok).toMatchObject({ total: { value: null, minutes: { estimated: 20 } } })
  })

  it.each([
    [{ runs: [run, run] }, 'the same id'],
    [{ confirmations: [{ run: 'b', minutes: 1 }] }, 'is no run'],
    [{ rate: { currency: 'USD', perHour: '0' } }, 'more than nothing'],
    [{ rate: { currency: 'USD', perHour: '1.0000001' } }, 'six decimals'],
    [{ runs: [{ ...run, cost: [{ currency: 'USD', amount: '-1' }] }] }, 'six decimals'],
  ])('refuses %j', async (changes, detail) => {
    const { error } = await ask(changes)
    expect(error?.code).toBe('request.invalid')
    expect(error?.detail).toContain(detail)
  })
})
