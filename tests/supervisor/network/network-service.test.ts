import { describe, expect, test } from 'vitest'
import type { NetworkEdge, ProxyLogin } from '../../../electron/supervisor/network/network-edge.ts'
import { createNetworkService } from '../../../electron/supervisor/network/network-service.ts'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Proxy } from '../../../shared/model/proxy.ts'
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts'
import { createFakeSecrets, keepSecretsHere } from '../../helpers/fake-secrets.ts'
import { makeProvider } from '../../helpers/things.ts'

const office: Proxy = { mode: 'manual', host: 'proxy.office', port: 8080, user: 'wang', except: ['*.office'] }

/** The service on an edge that remembers what it was told. */
function setUp(stored: Partial<Settings> = {}) {
  let settings: Settings = { ...defaultSettings, ...stored }
  const used: { proxy: Proxy; login: ProxyLogin | null }[] = []
  const secrets = createFakeSecrets()
  const { keeper, rows } = keepSecretsHere(secrets)
  const edge: NetworkEdge = {
    use: async (proxy, login) => void used.push({ proxy, login }),
    loginAt: () => null,
  }
  const knocked: string[] = []
  const service = () =>
    createNetworkService({
      edge,
      resolveProxy: async (url) => (url.includes('deepseek') ? 'PROXY proxy.office:8080' : 'DIRECT'),
      settings: {
        current: () => settings,
        save: (changes) => (settings = { ...settings, proxy: changes.proxy ?? settings.proxy }),
      },
      keeper,
      providers: () => [
        makeProvider({ name: 'Ours', baseUrl: 'https://models.firm.example/v1' }),
        makeProvider({ name: 'At home', baseUrl: 'http://127.0.0.1:8000/v1' }),
      ],
      async knock(addresses) {
        knocked.push(...addresses)
        return addresses.map((address) => ({
          address,
          error: address.includes('openai')
            ? toAppError(new CodedError('network.proxyRefused', { host: 'api.openai.com' }))
            : null,
        }))
      },
    })
  return { service, used, rows, secrets, knocked, settings: () => settings }
}

describe('the way out', () => {
  test('is the stored one from the start', async () => {
    const world = setUp({ proxy: { mode: 'none' } })
    world.service()
    expect(world.used[0]).toEqual({ proxy: { mode: 'none' }, login: null })
  })

  test('a password is kept where keys are, and found again at the next start', async () => {
    const world = setUp()
    await world.service().save({ proxy: office, password: 'secret-word', keyStorage: 'protected' })
    const login = { host: 'proxy.office', port: 8080, user: 'wang', password: 'secret-word' }
    expect(world.used.at(-1)).toEqual({ proxy: office, login })
    expect(JSON.stringify([world.settings(), [...world.rows]])).not.toContain('secret-word')
    world.used.length = 0
    const again = world.service()
    await again.save({ proxy: office, keyStorage: 'protected' })
    expect(world.used.at(-1)).toEqual({ proxy: office, login })
  })

  test('a password goes to no other proxy, and none is kept for one that was left', async () => {
    const world = setUp()
    const service = world.service()
    await service.save({ proxy: office, password: 'secret-word', keyStorage: 'protected' })
    const other = { ...office, host: 'evil.example' }
    await expect(service.save({ proxy: other, keyStorage: 'protected' })).rejects.toMatchObject({
      code: 'network.passwordMissing',
    })
    expect(world.settings().proxy).toEqual(office)
    await service.save({ proxy: { mode: 'system' }, keyStorage: 'protected' })
    expect(world.used.at(-1)).toEqual({ proxy: { mode: 'system' }, login: null })
    expect(world.rows.size).toBe(0)
  })

  test('a key store that is closed keeps nobody waiting, and once it is open the proxy is told', async () => {
    const world = setUp()
    await world.service().save({ proxy: office, password: 'secret-word', keyStorage: 'protected' })
    world.secrets.become('locked')
    world.used.length = 0
    const service = world.service()
    expect(world.used).toEqual([{ proxy: office, login: null }])
    world.secrets.become('available')
    await service.save({ proxy: office, keyStorage: 'protected' })
    expect(world.used.at(-1)?.login?.password).toBe('secret-word')
  })
})

describe('the test', () => {
  test('knocks at the owner’s services first, at the known ones, and at none of this house', async () => {
    const world = setUp()
    const findings = await world.service().try()
    expect(findings[0]).toMatchObject({ name: 'Ours', host: 'models.firm.example', proxy: null, error: null })
    expect(findings.find(({ host }) => host === 'api.deepseek.com')?.proxy).toBe('proxy.office:8080')
    expect(findings.find(({ host }) => host === 'api.openai.com')?.error?.code).toBe('network.proxyRefused')
    expect(new Set(world.knocked).size).toBe(world.knocked.length)
    expect(world.knocked.join(' ')).not.toContain('127.0.0.1')
    expect(findings.length).toBeGreaterThan(6)
  })
})
