import { describe, expect, it } from 'vitest'
import { operations } from '../../electron/dev/port/operations.ts'

const ask = (args: unknown) => {
  const operation = operations['model.route']
  if (operation === undefined) throw new Error('no such operation')
  return operation.answer(args)
}
const at = '2026-11-25T10:00:00+08:00'
const price = (currency: string, rate: string) => ({
  currency,
  validFrom: '2026-01-01T00:00:00Z',
  rates: { input: rate, output: rate },
})

describe('model.route', () => {
  it('answers its own example as it says', async () => {
    const { example } = operations['model.route'] ?? { example: null }
    expect(await ask(example?.args)).toEqual(example?.ok)
  })

  it('says who may not have the data, and that nobody is left', async () => {
    const models = [{ provider: 'far', name: 'large', prices: price('USD', '1') }]
    expect(await ask({ models, policy: 'best', dataPlace: { kind: 'thisComputer' }, at })).toMatchObject({
      outcome: 'noneAllowed',
      model: null,
      candidates: [{ lacks: ['dataPlace'] }],
    })
    const local = { provider: 'here', name: 'qwen3:8b', dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' }
    const both = { models: [...models, local], policy: 'best', dataPlace: { kind: 'thisComputer' }, at }
    expect(await ask(both)).toMatchObject({ outcome: 'chosen', model: { provider: 'here' } })
  })

  it('compares currencies by the rates it is given alone', async () => {
    const models = [
      { provider: 'a', name: 'yuan', prices: price('CNY', '2') },
      { provider: 'b', name: 'dollar', prices: price('USD', '1') },
    ]
    const rates = [{ from: 'USD', to: 'CNY', rate: '7.1', date: '2026-11-01' }]
    expect(await ask({ models, policy: 'cheapest', rates, at })).toMatchObject({ model: { name: 'yuan' } })
    expect(await ask({ models, policy: 'cheapest', at })).toMatchObject({
      candidates: [{ compared: 'yes' }, { compared: 'withoutRate' }],
    })
  })

  it('refuses a list that contradicts itself', async () => {
    const twice = [
      { provider: 'a', name: 'x' },
      { provider: 'a', name: 'x' },
    ]
    await expect(ask({ models: twice, policy: 'best', at })).rejects.toMatchObject({ code: 'request.invalid' })
    const moved = [
      { provider: 'a', name: 'x' },
      { provider: 'a', name: 'y', dialect: 'ollama' },
    ]
    await expect(ask({ models: moved, policy: 'best', at })).rejects.toMatchObject({ code: 'request.invalid' })
  })
})
