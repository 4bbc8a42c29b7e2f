import { describe, expect, test } from 'vitest'
import { draftFrom, modelsFrom, typedFrom } from '../../../../renderer/features/models/provider-draft.ts'
import { providerTestSchema } from '../../../../shared/contract/commands.ts'
import { busyMirror } from '../../fixtures/scenes.ts'

const saved = busyMirror().providers.find((provider) => provider.id === 'deepseek')
if (saved === undefined) throw new Error('no provider')
const tested = providerTestSchema.parse({
  checks: [],
  error: null,
  models: [
    { name: 'deepseek-v4-pro', contextTokens: 64_000 },
    { name: 'deepseek-v5', contextTokens: null },
  ],
  firstTokenMs: null,
})

describe('a service as it is typed', () => {
  test('an empty key keeps the stored one, and only where there is one', () => {
    expect(draftFrom(typedFrom(saved, 'available'), saved)).not.toHaveProperty('key')
    expect(draftFrom(typedFrom(undefined, 'available'), undefined)).toMatchObject({ id: null, key: null })
    expect(draftFrom({ ...typedFrom(saved, 'available'), forgetKey: true }, saved)).toMatchObject({ key: null })
    expect(draftFrom({ ...typedFrom(saved, 'available'), key: ' sk-1 ' }, saved)).toMatchObject({ key: 'sk-1' })
  })

  test('where the system cannot protect a key, it is kept only until the app closes unless the owner says otherwise', () => {
    expect(typedFrom(undefined, 'available').keyStorage).toBe('protected')
    expect(typedFrom(undefined, 'missing').keyStorage).toBe('session')
    expect(typedFrom(undefined, 'locked').keyStorage).toBe('session')
    expect(typedFrom({ ...saved, keyStorage: 'unprotected' }, 'missing').keyStorage).toBe('unprotected')
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
  })

  test('a name that no list offers can be chosen, an impossible one cannot', () => {
    const { all, chosen } = modelsFrom({ ...typed, chosen: ['my-own', '', 'x'.repeat(300)] }, undefined, null)
    expect(chosen).toEqual([{ name: 'my-own', contextTokens: null, price: null }])
    expect(all).toEqual(chosen)
  })
})
