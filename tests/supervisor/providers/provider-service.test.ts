import { describe, expect, it } from 'vitest'
import { createProviderRepository } from '../../../electron/storage/companion/providers.ts'
import { createProviderService } from '../../../electron/supervisor/providers/provider-service.ts'
import type { ProviderDraft } from '../../../shared/contract/commands.ts'
import { modelNameSchema } from '../../../shared/model/brand.ts'
import { practiceProviderId } from '../../../shared/model/provider.ts'
import { countingIds, openAgentDatabase } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createPageServices } from '../../helpers/page-services.ts'
import { birthday, makeAgent } from '../../helpers/things.ts'

const secret = 'sk-very-secret-0123456789'
const draft = (changes: Partial<ProviderDraft> = {}): ProviderDraft => ({
  id: null,
  name: 'Example',
  baseUrl: 'https://api.example.com/v1',
  key: secret,
  keyStorage: 'protected',
  ...changes,
})
const small = modelNameSchema.parse('small')

/** A saved provider with a key, and its key as the gateway would get it. */
async function setUp(first: Partial<ProviderDraft> = {}) {
  const app = createPageServices()
  const provider = await app.providers.save(draft(first))
  const keyAtGateway = async (providers = app.providers) => {
    return (await providers.armed()).find((each) => each.provider.id === provider.id)?.key
  }
  return { ...app, provider, keyAtGateway }
}

describe('how a provider speaks', () => {
  it('is compatible unless said, is kept when left out, and changes when said', async () => {
    const { providers, provider } = await setUp()
    expect([provider.dialect, provider.region]).toEqual(['compatible', null])
    const id = provider.id
    const chosen = await providers.save(draft({ id, dialect: 'qwen', region: 'intl' }))
    expect([chosen.dialect, chosen.region]).toEqual(['qwen', 'intl'])
    const renamed = await providers.save(draft({ id, name: 'Other' }))
    expect([renamed.dialect, renamed.region]).toEqual(['qwen', 'intl'])
    const cleared = await providers.save(draft({ id, dialect: 'compatible', region: null }))
    expect([cleared.dialect, cleared.region]).toEqual(['compatible', null])
  })

  it('is tested as it was saved, or as it is said now', async () => {
    const { providers, provider, asked } = await setUp({ dialect: 'deepseek' })
    await providers.test(draft({ id: provider.id }), null)
    await providers.test(draft({ id: provider.id, dialect: 'kimi' }), null)
    await providers.test(draft(), null)
    expect(asked.map((request) => request.draft.dialect)).toEqual(['deepseek', 'kimi', undefined])
  })
})

describe('the practice model', () => {
  it('is always there: free, without address or key, named in the owner’s language', async () => {
    const { providers, send } = createPageServices()
    expect(providers.list()).toEqual([
      expect.objectContaining({
        id: practiceProviderId,
        name: 'Practice model',
        baseUrl: null,
        models: [expect.objectContaining({ price: { kind: 'free', validFrom: 0, source: 'built in' } })],
      }),
    ])
    await send('settings.save', { language: 'zh-CN' })
    expect(providers.list()[0]?.name).toBe('练习模型')
    expect(await providers.armed()).toMatchObject([{ key: null }])
  })

  it('cannot be edited or removed', async () => {
    const { providers } = createPageServices()
    const missing = { code: 'provider.missing' }
    await expect(providers.save(draft({ id: practiceProviderId }))).rejects.toMatchObject(missing)
    await expect(providers.remove(practiceProviderId)).rejects.toMatchObject(missing)
    await expect(providers.saveModels(practiceProviderId, [])).rejects.toMatchObject(missing)
  })
})

describe('a key', () => {
  it('is kept as ciphertext and reaches only the gateway', async () => {
    const { provider, keyAtGateway, events, log, restart, publisher } = await setUp()
    expect(provider.keyStorage).toBe('protected')
    expect(await keyAtGateway()).toBe(secret)
    const after = restart()
    expect(await keyAtGateway(after.providers)).toBe(secret)
    expect(JSON.stringify([provider, events, log, publisher.mirror(), after.providers.list()])).not.toContain(secret)
  })

  it('is never in the file in the clear, unless the owner agreed to that', async () => {
    const { db } = openAgentDatabase()
    const app = createPageServices()
    const providers = createProviderService({
      repository: createProviderRepository(db),
      secrets: app.secrets,
      runs: app.runs,
      reconfigure: async () => undefined,
      askGateway: () => Promise.reject(new Error('not asked')),
      lookUpPrices: () => Promise.reject(new Error('not asked')),
      findServers: () => Promise.reject(new Error('not asked')),
      readBalances: () => Promise.reject(new Error('not asked')),
      practiceName: () => 'Practice',
      publish: () => undefined,
      clock: createFakeClock(birthday),
      newId: countingIds('provider'),
    })
    const rows = () =>
      JSON.stringify([db.prepare('SELECT * FROM provider_keys').all(), db.prepare('SELECT * FROM providers').all()])
    const { id } = await providers.save(draft())
    await providers.save(draft({ keyStorage: 'session' }))
    expect(rows()).not.toContain(secret)
    await providers.save(draft({ id, key: undefined, keyStorage: 'unprotected' }))
    expect(rows()).toContain(secret)
    await providers.save(draft({ id, key: undefined, keyStorage: 'protected' }))
    expect(rows()).not.toContain(secret)
  })

  it('cannot be protected where there is no key store, and then nothing is saved', async () => {
    const { providers, secrets } = createPageServices()
    secrets.become('missing')
    await expect(providers.save(draft())).rejects.toMatchObject({ code: 'keyring.unavailable' })
    secrets.become('locked')
    await expect(providers.save(draft())).rejects.toMatchObject({ code: 'keyring.locked' })
    expect(providers.list()).toHaveLength(1)
    expect(await providers.save(draft({ keyStorage: 'unprotected' }))).toMatchObject({ keyStorage: 'unprotected' })
  })

  it('of this session is gone after a restart, and is said to be', async () => {
    const { provider, keyAtGateway, restart } = await setUp({ keyStorage: 'session' })
    expect(provider.keyStorage).toBe('session')
    expect(await keyAtGateway()).toBe(secret)
    const after = restart()
    expect(await keyAtGateway(after.providers)).toBeNull()
    expect(after.providers.list()[1]?.keyStorage).toBe('none')
  })

  it('stays when the name is changed, goes when it is cleared', async () => {
    const { providers, provider, keyAtGateway } = await setUp()
    await providers.save(draft({ id: provider.id, name: 'Renamed', key: undefined }))
    expect(await keyAtGateway()).toBe(secret)
    expect(await providers.save(draft({ id: provider.id, key: null }))).toMatchObject({ keyStorage: 'none' })
    expect(await keyAtGateway()).toBeNull()
  })

  it.each(['https://evil.example/v1', 'https://api.example.com:8443/v1', 'https://api.example.com/other'])(
    'is forgotten when the address becomes %s and no new one is given',
    async (baseUrl) => {
      const { providers, provider, keyAtGateway, restart } = await setUp()
      const saved = await providers.save(draft({ id: provider.id, baseUrl, key: undefined }))
      expect(saved.keyStorage).toBe('none')
      expect(await keyAtGateway()).toBeNull()
      expect(await keyAtGateway(restart().providers)).toBeNull()
    },
  )

  it('stays when the same address is only typed differently', async () => {
    const { providers, provider, keyAtGateway } = await setUp()
    await providers.save(draft({ id: provider.id, baseUrl: 'API.example.com/v1/', key: undefined }))
    expect(await keyAtGateway()).toBe(secret)
  })

  it('is not lent to a test of another address', async () => {
    const { providers, provider, asked } = await setUp()
    await providers.test(draft({ id: provider.id, key: undefined }), small)
    await providers.test(draft({ id: provider.id, key: undefined, baseUrl: 'https://evil.example/v1' }), small)
    await providers.test(draft({ id: provider.id, key: undefined, baseUrl: 'no address' }), null)
    await providers.test(draft({ id: provider.id, key: null }), null)
    expect(asked.map(({ storedKey }) => storedKey)).toEqual([secret, null, null, null])
  })

  it('that can no longer be read is null at the gateway, and the owner is told once', async () => {
    const { keyAtGateway, secrets, events, providers, provider } = await setUp()
    secrets.reset()
    expect(await keyAtGateway()).toBeNull()
    await keyAtGateway()
    const notices = () => events.filter((event) => event.type === 'notice')
    expect(notices()).toEqual([
      { type: 'notice', error: { code: 'keyring.changed', params: { provider: 'Example' }, detail: '' } },
    ])
    await providers.save(draft({ id: provider.id }))
    expect(await keyAtGateway()).toBe(secret)
  })
})

describe('a provider', () => {
  it.each([
    'ftp://example.com',
    'http://api.example.com/v1',
    'https://user:pass@example.com',
    'https://x.example/?k=1',
    '::',
  ])('is refused at the address %s', async (baseUrl) => {
    const { providers } = createPageServices()
    await expect(providers.save(draft({ baseUrl }))).rejects.toMatchObject({ code: 'provider.addressInvalid' })
  })

  it.each([
    ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
    ['http://192.168.1.20:8000/v1/', 'http://192.168.1.20:8000/v1'],
    ['https://api.example.com/v1/chat/completions', 'https://api.example.com/v1'],
  ])('may have the address %s', async (typed, kept) => {
    const { providers } = createPageServices()
    expect(await providers.save(draft({ baseUrl: typed }))).toMatchObject({ baseUrl: kept })
  })

  it('is handed to the gateway after every change', async () => {
    const { providers, provider, handedOver } = await setUp()
    await providers.saveModels(provider.id, [{ name: small, contextTokens: null, price: null }])
    await providers.remove(provider.id)
    expect(handedOver.count).toBe(3)
  })

  it('keeps its models when it is edited, and its key when its models are', async () => {
    const { providers, provider, keyAtGateway } = await setUp()
    await providers.saveModels(provider.id, [{ name: small, contextTokens: 8_000, price: null }])
    expect(await keyAtGateway()).toBe(secret)
    const saved = await providers.save(draft({ id: provider.id, name: 'Renamed', key: undefined }))
    expect(saved.models).toEqual([
      { providerId: provider.id, name: small, contextTokens: 8_000, price: null, facts: {} },
    ])
  })

  it('refuses a model named twice', async () => {
    const { providers, provider } = await setUp()
    const model = { name: small, contextTokens: null, price: null }
    await expect(providers.saveModels(provider.id, [model, model])).rejects.toMatchObject({ code: 'request.invalid' })
  })

  it('does not move off this computer while a live run uses it', async () => {
    const { providers, runs } = await setUp()
    const here = draft({ dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', key: null })
    const local = await providers.save(here)
    const away = { ...here, id: local.id, baseUrl: 'http://192.168.1.7:11434/v1' }
    const run = runs.start({ agent: makeAgent(), startedBy: { kind: 'hand' } })
    runs.live = () => [{ ...run, model: { providerId: local.id, model: small } }]
    await expect(providers.save(away)).rejects.toMatchObject({ code: 'provider.inUse' })
    expect(await providers.save({ ...away, baseUrl: 'http://localhost:11434/v1' })).toMatchObject({ id: local.id })
    runs.live = () => []
    expect(await providers.save(away)).toMatchObject({ baseUrl: 'http://192.168.1.7:11434/v1' })
  })

  it('is not removed while a live run uses it, and takes its key along when it is', async () => {
    const { providers, provider, runs, restart, keyAtGateway, events } = await setUp()
    const run = runs.start({ agent: makeAgent(), startedBy: { kind: 'hand' } })
    runs.live = () => [{ ...run, model: { providerId: provider.id, model: small } }]
    await expect(providers.remove(provider.id)).rejects.toMatchObject({
      code: 'provider.inUse',
      params: { agent: 'Summaries' },
    })
    runs.live = () => [{ ...run, standIns: [{ providerId: provider.id, model: small }] }]
    await expect(providers.remove(provider.id)).rejects.toMatchObject({ code: 'provider.inUse' })
    runs.live = () => []
    await providers.remove(provider.id)
    expect(events.at(-1)).toEqual({ type: 'provider.removed', providerId: provider.id })
    expect(await keyAtGateway(restart().providers)).toBeUndefined()
  })
})
