import { describe, expect, it } from 'vitest'
import { providerDraftSchema } from '../../../shared/contract/commands.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { dialectNames, providerSchema, serviceDialectSchema } from '../../../shared/model/provider.ts'
import { isLoopbackHost, normaliseBaseUrl } from '../../../shared/rules/base-url.ts'

describe('the dialects as people choose them', () => {
  it.each(dialectNames)('%s has addresses that can be used as they are, and pages behind https', (name) => {
    const { kind, regions, localBaseUrl, needsKey } = dialectFacts[name]
    expect([needsKey, regions.length > 0, localBaseUrl !== null]).toEqual([
      kind === 'cloud',
      kind === 'cloud',
      // The engine of own models is in the app itself.
      kind === 'local' && name !== 'own',
    ])
    for (const { baseUrl, keyPage } of regions) {
      expect(normaliseBaseUrl(baseUrl).startsWith(baseUrl)).toBe(true)
      expect([new URL(baseUrl).protocol, new URL(keyPage).protocol]).toEqual(['https:', 'https:'])
    }
    if (localBaseUrl !== null) expect(isLoopbackHost(new URL(localBaseUrl).hostname)).toBe(true)
    expect(new Set(regions.map(({ id }) => id)).size).toBe(regions.length)
  })

  it('lets nobody set up a second practice model, and reads providers from before there were dialects', () => {
    expect(serviceDialectSchema.safeParse('practice').success).toBe(false)
    expect(serviceDialectSchema.safeParse('own').success).toBe(false)
    const draft = { id: null, name: 'A', baseUrl: 'https://a.example', keyStorage: 'session' }
    expect(providerDraftSchema.safeParse({ ...draft, dialect: 'practice' }).success).toBe(false)
    expect(providerDraftSchema.parse(draft)).not.toHaveProperty('dialect')
    const old = {
      id: 'p',
      dialect: 'compatible',
      name: 'A',
      baseUrl: null,
      keyStorage: 'none',
      models: [],
      createdAt: 0,
    }
    expect(providerSchema.parse(old).region).toBeNull()
  })
})
