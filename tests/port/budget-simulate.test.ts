import { describe, expect, it } from 'vitest'
import { budgetSimulate } from '../../electron/dev/port/operations/budget-simulate.ts'
import { askPort } from './ask-port.ts'

const at = (seconds: number) => Date.UTC(2026, 10, 24, 10) + seconds * 1_000
const call = (id: string, seconds: number, money: string, actual: string, changes: object = {}) => ({
  id,
  at: at(seconds),
  seconds: 10,
  estimated: { money },
  actual: { money: actual },
  ...changes,
})
const day = (money: string, changes: object = {}) => ({
  id: 'day',
  scope: 'computer',
  period: 'day',
  money,
  ...changes,
})
const simulate = async (args: object) => (await askPort('budget.simulate', args)).ok

describe('budget.simulate', () => {
  it('answers its own example', async () => {
    const { args, ok } = budgetSimulate.example
    expect(await askPort('budget.simulate', args)).toEqual({ id: 1, ok })
  })

  it('lets calls that come together wait for each other, and refuses what then does not fit', async () => {
    const calls = [call('a', 0, '0.6', '0.5'), call('b', 0, '0.5', '0.1'), call('c', 0, '0.5', '0.5')]
    expect(await simulate({ caps: [day('1')], calls })).toMatchObject({
      allowed: ['a', 'b'],
      refused: [{ id: 'c', code: 'budget.reached', cap: 'day', left: '0.4' }],
      spent: { money: { USD: '0.6' } },
      held: { money: {} },
      calls: [{}, { sentAt: new Date(at(10)).toISOString() }, { result: 'refused' }],
    })
  })

  it('waits for the next day where the cap says so', async () => {
    const calls = [call('a', 0, '0.9', '0.9'), call('b', 20, '0.5', '0.5')]
    const ok = await simulate({ zone: 'Asia/Shanghai', caps: [day('1', { whenReached: 'wait' })], calls })
    expect(ok).toMatchObject({
      allowed: ['a', 'b'],
      calls: [{}, { sentAt: '2026-11-24T16:00:00.000Z' }],
      caps: [
        { until: '2026-11-24T16:00:00.000Z', spent: '0.9' },
        { until: '2026-11-25T16:00:00.000Z', spent: '0.5', held: '0', left: '0.5' },
      ],
    })
  })

  it('lowers output, counts runs apart, tokens beside money, and other currencies at their rate', async () => {
    const run = { id: 'run', scope: 'run', period: 'run', tokens: 1_000 }
    const output = { tokens: 2_000, moneyPerToken: '0.0001' }
    const big = { estimated: { tokens: 2_100, money: '0.3' }, output }
    const yuan = { currency: 'CNY', run: 'run-2', estimated: { money: '3.5' }, actual: { money: '0.7' } }
    const ok = await simulate({
      caps: [run, day('1')],
      exchangeRates: [{ from: 'USD', to: 'CNY', rate: '7', date: '2026-11-01' }],
      calls: [call('a', 0, '', '', { ...big, actual: { tokens: 2_000, money: '0.3' } }), call('b', 1, '', '', yuan)],
    })
    expect(ok).toMatchObject({
      calls: [
        { id: 'a', outputTokens: 900, result: 'settled' },
        { id: 'b', outputTokens: null },
      ],
      spent: { tokens: '1000', money: { USD: '0.19', CNY: '0.7' } },
      caps: [
        { cap: 'run', of: 'run', unit: 'tokens', spent: '1000', left: '0', over: false },
        { cap: 'day', of: '', unit: 'USD', spent: '0.29', left: '0.71' },
        { cap: 'run', of: 'run-2', spent: '0' },
      ],
    })
  })

  it('asks for a price or a rate, and says what a vendor charged beyond the bound', async () => {
    const calls = [
      call('unpriced', 0, '0', '0', { price: 'unknown' }),
      call('foreign', 0, '1', '1', { currency: 'EUR' }),
      call('free', 0, '0', '0', { price: 'free' }),
      call('dearer', 1, '0.1', '2'),
    ]
    expect(await simulate({ caps: [day('1')], calls })).toMatchObject({
      allowed: ['free', 'dearer'],
      refused: [
        { id: 'unpriced', code: 'budget.priceMissing', cap: null, left: null },
        { id: 'foreign', code: 'budget.rateMissing' },
      ],
      caps: [{ spent: '2', left: '0', over: true }],
    })
  })

  it.each([
    ['a cap without a limit', { caps: [{ id: 'x', scope: 'computer', period: 'day' }], calls: [] }],
    ['a run’s cap for a day', { caps: [{ id: 'x', scope: 'run', period: 'day', tokens: 1 }], calls: [] }],
    ['a cap finer than the owner can set', { caps: [day('0.0000001')], calls: [] }],
    ['an amount that is none', { caps: [], calls: [call('a', 0, '-1', '0')] }],
    ['two calls of one name', { caps: [], calls: [call('a', 0, '1', '1'), call('a', 0, '1', '1')] }],
  ])('refuses %s', async (_, args) => {
    expect((await askPort('budget.simulate', args)).error).toMatchObject({ code: 'request.invalid' })
  })
})
