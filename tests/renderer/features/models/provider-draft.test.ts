import { describe, expect, test } from 'vitest'
import {
  draftFrom,
  keyPageOf,
  modelsFrom,
  withListedPrices,
} from '../../../../renderer/features/models/provider-draft.ts'
import { typedFrom, typedOfVendor } from '../../../../renderer/parts/typed-service.ts'
import { providerTestSchema } from '../../../../shared/contract/commands.ts'
import { modelNameSchema } from '../../../../shared/model/brand.ts'
import { priceSchema } from '../../../../shared/model/price.ts'
import { busyMirror } from '../../fixtures/scenes.ts'

const saved = busyMirror().providers.find((provider) => provider.id === 'deepseek')
if (saved === undefined) throw new Error('no provider')
const tested = providerTestSchema.parse({
  checks: [],
  error: null,
  models: [
    { name: 'deepseek-v4-pro', contextTokens: 64_000 },
    { name: 'deepseek-v5', contextTokens: null, price: { kind: 'free', validFrom: 0, source: 'the list' } },
  ],
  firstTokenMs: null,
})

const newService = { ...typedFrom(undefined, 'available'), ...typedOfVendor('kimi', null) }
const savedService = { ...typedFrom(saved, 'available'), ...typedOfVendor('deepseek', null) }

describe('a service as it is typed', () => {
  test('an empty key keeps the stored one, and only where there is one', () => {
    expect(draftFrom(savedService, saved)).not.toHaveProperty('key')
    expect(draftFrom(newService, undefined)).toMatchObject({ id: null, key: null })
    expect(draftFrom({ ...savedService, forgetKey: true }, saved)).toMatchObject({ key: null })
    expect(draftFrom({ ...savedService, key: ' sk-1 ' }, saved)).toMatchObject({ key: 'sk-1' })
  })

  test('where the system cannot protect a key, it is kept only until the app closes unless the owner says otherwise', () => {
    expect(typedFrom(undefined, 'available').keyStorage).toBe('protected')
    expect(typedFrom(undefined, 'missing').keyStorage).toBe('session')
    expect(typedFrom(undefined, 'locked').keyStorage).toBe('session')
    expect(typedFrom({ ...saved, keyStorage: 'unprotected' }, 'missing').keyStorage).toBe('unprotected')
  })
})

describe('a vendor', () => {
  test('fills in its first place, and goes with the draft', () => {
    expect(draftFrom(newService, undefined)).toMatchObject({
      dialect: 'kimi',
      region: 'cn',
      baseUrl: 'https://api.moonshot.cn/v1',
    })
    expect(typedOfVendor('deepseek', null)).toEqual({
      dialect: 'deepseek',
      region: null,
      baseUrl: 'https://api.deepseek.com',
    })
    expect(typedOfVendor('compatible', null)).toEqual({ dialect: 'compatible', region: null, baseUrl: '' })
  })

  test('on this computer is where it was found', () => {
    const found = { dialect: 'ollama' as const, baseUrl: 'http://127.0.0.1:9999/v1', models: [] }
    expect(typedOfVendor('ollama', found).baseUrl).toBe('http://127.0.0.1:9999/v1')
    expect(typedOfVendor('ollama', null).baseUrl).toBe('http://127.0.0.1:11434/v1')
  })

  test('has one page for keys in each place, and none where nobody needs a key', () => {
    expect(keyPageOf({ dialect: 'kimi', region: 'intl' })).toBe('https://platform.moonshot.ai/console/api-keys')
    expect(keyPageOf({ dialect: 'kimi', region: 'cn' })).toBe('https://platform.moonshot.cn/console/api-keys')
    expect(keyPageOf({ dialect: 'openai', region: null })).toBe('https://platform.openai.com/api-keys')
    expect(keyPageOf({ dialect: 'ollama', region: null })).toBeNull()
  })
})

describe('the models of a service', () => {
  const typed = typedFrom(saved, 'available')

  test('keep the price the owner gave, and learn what the list knows better', () => {
    const { all, chosen } = modelsFrom(typed, saved, tested)
    expect(all.map((model) => model.name)).toEqual(['deepseek-v4-pro', 'deepseek-v5', 'deepseek-v4-flash'])
    expect(chosen.map((model) => model.name)).toEqual(['deepseek-v4-flash', 'deepseek-v4-pro'])
    expect(chosen[0]).toMatchObject({ contextTokens: 128_000, price: { kind: 'rates' } })
    expect(chosen[1]).toMatchObject({ contextTokens: 64_000, price: null })
    expect(all[1]).toMatchObject({ name: 'deepseek-v5', price: { kind: 'free', source: 'the list' } })
  })

  test('without a price get that of the book, where there is one alone and it is surely theirs', () => {
    const name = modelNameSchema.parse('a')
    const bare = { name, contextTokens: null, price: null }
    const free = priceSchema.parse({ kind: 'free', validFrom: 0, source: 'book' })
    const own = { ...bare, price: priceSchema.parse({ kind: 'free', validFrom: 0, source: 'owner' }) }
    const listed = { model: name, price: free, certain: true }
    expect(withListedPrices([bare], [listed])).toEqual([{ ...bare, price: free }])
    expect(withListedPrices([own], [listed])).toEqual([own])
    expect(withListedPrices([bare], [listed, listed])).toEqual([bare])
    expect(withListedPrices([bare], [{ ...listed, certain: false }])).toEqual([bare])
    expect(withListedPrices([bare], [])).toEqual([bare])
  })

  test('a name that no list offers can be chosen, an impossible one cannot', () => {
    const { all, chosen } = modelsFrom({ ...typed, chosen: ['my-own', '', 'x'.repeat(300)] }, undefined, null)
    expect(chosen).toEqual([{ name: 'my-own', contextTokens: null, price: null }])
    expect(all).toEqual(chosen)
  })
})
