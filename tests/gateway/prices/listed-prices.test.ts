import { describe, expect, it } from 'vitest'
import { listedPrices } from '../../../electron/gateway/prices/listed-prices.ts'
import { modelNameSchema } from '../../../shared/model/brand.ts'
import { at } from '../../helpers/things.ts'

const now = at('2026-11-24T04:00:00Z')
const named = (...names: string[]) => names.map((name) => modelNameSchema.parse(name))

describe('what the book says of a service', () => {
  it('is one price where the vendor has one list, and nothing for a model nobody knows', async () => {
    const openai = { dialect: 'openai', baseUrl: 'https://api.openai.com/v1' } as const
    const prices = await listedPrices(openai, named('gpt-6-sol', 'gpt-99'), now)
    expect(prices).toMatchObject([{ model: 'gpt-6-sol', price: { kind: 'rates', currency: 'USD' }, certain: true }])
  })

  it('is a price in each currency where the account may have either', async () => {
    const deepseek = { dialect: 'deepseek', baseUrl: 'https://api.deepseek.com' } as const
    const prices = await listedPrices(deepseek, named('deepseek-flash'), now)
    expect(prices.map(({ price }) => price.kind === 'rates' && price.currency)).toEqual(['CNY', 'USD'])
  })

  it('is free once, for what runs on one’s own hardware', async () => {
    const ollama = { dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' } as const
    expect(await listedPrices(ollama, named('qwen3:8b'), now)).toMatchObject([{ price: { kind: 'free' } }])
  })

  it('is nothing for a reseller, whatever it calls itself', async () => {
    const reseller = { dialect: 'openai', baseUrl: 'https://cheap.example/v1' } as const
    expect(await listedPrices(reseller, named('gpt-6-sol'), now)).toEqual([])
  })
})
