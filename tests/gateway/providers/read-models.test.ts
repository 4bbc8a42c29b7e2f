import { describe, expect, it } from 'vitest'
import { createChatProvider } from '../../../electron/gateway/providers/chat-provider.ts'
import { dialectOf } from '../../../electron/gateway/providers/dialects.ts'
import { createReasoningMemory } from '../../../electron/gateway/providers/reasoning-memory.ts'
import { ProviderFailure } from '../../../electron/gateway/providers/provider.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { start } from '../open-test-gateway.ts'
import { never } from './speak-to.ts'

const baseUrl = 'https://openrouter.ai/api/v1'
const read = (body: unknown, status = 200) =>
  createChatProvider({
    dialect: dialectOf('openrouter', baseUrl),
    baseUrl,
    key: 'sk',
    clock: createFakeClock(start),
    memory: createReasoningMemory(),
    fetch: () => Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })),
  }).listModels(never)
const priceOf = async (pricing: unknown) => (await read({ data: [{ id: 'm', pricing }] }))?.[0]?.price
const source = { validFrom: start, source: `${baseUrl}/models` }

describe('the prices in a list of models', () => {
  it('are read exactly from texts in USD per token', async () => {
    const pricing = {
      prompt: '0.00000015',
      completion: '6e-7',
      request: '0.01',
      input_cache_read: '0.000000003',
      input_cache_write: '0',
      audio: '0.000001',
      image: '0.5',
    }
    expect(await priceOf(pricing)).toMatchObject({
      ...source,
      kind: 'rates',
      currency: 'USD',
      // One request costs 10,000 micro-units: 10^10 of them a million requests.
      rates: {
        input: 150_000,
        output: 600_000,
        perRequest: 1e10,
        cachedRead: 3_000,
        cacheWrite: null,
        audioInput: 1e6,
      },
    })
  })

  it('are free only where the list says so of everything', async () => {
    expect(await priceOf({ prompt: '0', completion: '0' })).toEqual({ kind: 'free', ...source })
    expect(await priceOf({ prompt: '0', completion: '0', request: '0.01' })).toMatchObject({ kind: 'rates' })
  })

  it.each([
    ['that vary', { prompt: '-1', completion: '-1' }],
    ['without one side', { prompt: '0.1' }],
    ['as numbers, whose unit nobody says', { prompt: 0.1, completion: 0.2 }],
    ['beyond all sense', { prompt: '5000000', completion: '1' }],
    ['that are no texts of numbers', { prompt: 'cheap', completion: 'dear' }],
    ['that are missing', undefined],
    ['of another kind', ['0.1', '0.2']],
  ])('are unknown for those %s', async (_, pricing) => {
    expect(await priceOf(pricing)).toBeNull()
  })

  it('are read in USD per million from Hugging Face, for a name that pins the provider', async () => {
    const providers = [
      { provider: 'together', status: 'live', context_length: 131_072, pricing: { input: 0.28, output: 1.1 } },
      { provider: 'novita', status: 'live', pricing: { input: 'x', output: 1 } },
      { provider: 'gone', status: 'staging', pricing: { input: 1, output: 1 } },
    ]
    expect(await read({ data: [{ id: 'a/b', providers }] })).toEqual([
      { name: 'a/b', contextTokens: null, price: null },
      {
        name: 'a/b:together',
        contextTokens: 131_072,
        price: expect.objectContaining({ rates: expect.objectContaining({ input: 280_000, output: 1_100_000 }) }),
      },
      { name: 'a/b:novita', contextTokens: null, price: null },
    ])
  })
})

describe('a list that is none', () => {
  it('is no list, or a failure that says why', async () => {
    expect(await read('<!doctype html><title>Docs</title>')).toBeNull()
    expect(await read({}, 404)).toBeNull()
    expect(await read({ data: [] })).toEqual([])
    await expect(read({ error: { code: 401, message: 'No auth credentials found' } })).rejects.toMatchObject({
      error: { code: 'provider.keyRefused' },
    })
    await expect(read({ error: { message: 'broken' } }, 500)).rejects.toThrow(ProviderFailure)
  })
})
