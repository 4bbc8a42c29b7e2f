import { describe, expect, it } from 'vitest'
import { createPriceFinder } from '../../../electron/gateway/prices/price-finder.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { noon } from './load.ts'

const ask = (model: string, responseModel: string | null = null) => ({
  model,
  responseModel,
  at: noon,
  corrections: [],
})

describe('the prices of a provider', () => {
  it('come from its list', async () => {
    const finder = await createPriceFinder({ dialect: 'openai', baseUrl: 'https://api.openai.com/v1', currency: null })
    expect(finder.find(ask('gpt-6-sol'))).toMatchObject({ by: 'book', price: { currency: 'USD' } })
    expect(finder.find(ask('gpt-99'))).toBeNull()
  })

  it('are unknown while nobody knows the currency of an account that may have either', async () => {
    const deepseek = { dialect: 'deepseek', baseUrl: 'https://api.deepseek.com' } as const
    const inCny = await createPriceFinder({ ...deepseek, currency: 'CNY' })
    const inUsd = await createPriceFinder({ ...deepseek, currency: 'USD' })
    const unknown = await createPriceFinder({ ...deepseek, currency: null })
    expect(inCny.find(ask('deepseek-flash'))?.price).toMatchObject({ rates: { input: 1_000_000 } })
    expect(inUsd.find(ask('deepseek-flash'))?.price).toMatchObject({ rates: { input: 150_000 } })
    expect(unknown.find(ask('deepseek-flash'))).toBeNull()
  })

  it('are free where the model runs on one’s own hardware, with a source; unknown where it is passed on', async () => {
    const local = await createPriceFinder({ dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', currency: null })
    expect(local.find(ask('qwen3:8b'))).toMatchObject({ by: 'local', price: { kind: 'free' } })
    expect(local.find(ask('qwen3:8b'))?.price.source).not.toBe('')
    expect(local.find(ask('gpt-oss:120b-cloud'))).toBeNull()
    expect(local.find(ask('qwen3', 'gpt-oss:120b-cloud'))).toBeNull()
  })

  it('are the owner’s where the owner gave one, even for what runs here', async () => {
    const local = await createPriceFinder({ dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', currency: null })
    const rates = { input: 1, output: 1, cachedRead: null, cacheWrite: null, reasoning: null }
    const price = priceSchema.parse({ kind: 'rates', currency: 'EUR', rates, validFrom: 0, source: 'owner' })
    const found = local.find({ ...ask('qwen3:8b'), corrections: [{ model: 'qwen3:8b', price }] })
    expect(found).toMatchObject({ by: 'owner', price: { currency: 'EUR' } })
  })
})
