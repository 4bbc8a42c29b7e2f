import { describe, expect, it } from 'vitest'
import { adviceOf } from '../../electron/dev/port/operations/advice-of.ts'
import { askPort } from './ask-port.ts'

const run = (index: number, changes: object = {}) => ({
  id: `run-${index}`,
  endedAt: `2026-11-${String(index + 1).padStart(2, '0')}T20:00:00Z`,
  ...changes,
})
const ten = Array.from({ length: 10 }, (_, index) => run(index))
const ask = (agent: object) => askPort('advice.of', { history: [{ agent: 'a', ...agent }] })

describe('advice.of', () => {
  it('answers its own example', async () => {
    expect(await askPort('advice.of', adviceOf.example.args)).toEqual({ id: 1, ok: adviceOf.example.ok })
  })

  it('takes runs in any order, by the days of the zone', async () => {
    const history = [{ agent: 'a', runs: ten.toReversed() }]
    expect((await askPort('advice.of', { history, zone: 'Asia/Shanghai' })).ok).toMatchObject({
      advice: [{ agent: 'a', advice: { kind: 'retire', since: '2026-11-02' } }],
    })
    expect((await ask({ runs: [...ten.slice(1), run(0, { seen: true })] })).ok).toEqual({ advice: [] })
  })

  it('compares with a cheaper model, exactly', async () => {
    const paid = {
      seen: true,
      calls: 1,
      tokens: { input: 1_000, output: 100 },
      cost: [{ currency: 'USD', amount: '0.01' }],
    }
    const cheaper = {
      model: 'small',
      price: { currency: 'USD', rates: { input: '1', output: '2' }, validFrom: '2026-01-01T00:00:00Z' },
    }
    expect((await ask({ runs: ten.slice(0, 5).map((each) => ({ ...each, ...paid })), cheaper })).ok).toMatchObject({
      advice: [{ advice: { kind: 'cheapen', instead: { low: { micros: 6_000 }, high: { micros: 6_000 } } } }],
    })
  })

  it('refuses amounts finer than the app keeps', async () => {
    const { error } = await ask({ runs: [run(0, { cost: [{ currency: 'USD', amount: '0.0000001' }] })] })
    expect(error).toMatchObject({ code: 'request.invalid', detail: expect.stringContaining('six decimals') })
  })
})
