import { afterEach, describe, expect, it } from 'vitest'
import { compatibleAt } from '../../../electron/gateway/providers/compatible.ts'
import { createChatProvider } from '../../../electron/gateway/providers/chat-provider.ts'
import { picoOf } from '../../../electron/gateway/providers/exact-decimal.ts'
import { ProviderFailure } from '../../../electron/gateway/providers/provider.ts'
import { createReasoningMemory } from '../../../electron/gateway/providers/reasoning-memory.ts'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { providerIdSchema } from '../../../shared/model/brand.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'
import { makeLedgerFolder, openTestGateway, start } from '../open-test-gateway.ts'
import { never } from './speak-to.ts'

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

describe('exact amounts', () => {
  it.each([
    ['110.00', 110_000_000_000_000n],
    ['0.000001', 1_000_000n],
    [49.58894, 49_588_940_000_000n],
    [-0.41106, -411_060_000_000n],
    [1.4025e-7, 140_250n],
    ['0.0000000000005', 1n],
    ['-0.0000000000005', -1n],
    ['0.0000000000004', 0n],
    ['1e3', 1_000_000_000_000_000n],
    ['', null],
    ['1,5', null],
    ['12 CNY', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
    [{}, null],
  ])('%j', (amount, pico) => {
    expect(picoOf(amount)).toBe(pico)
  })
})

describe('what is left of an account', () => {
  const gatewayOf = async (dialect: ServiceDialect, vendor: ServiceDialect = dialect) => {
    const folder = makeLedgerFolder()
    const server = await startVendorServer({ vendor })
    const gateway = await openTestGateway({ ledgerPath: folder.path, baseUrl: server.baseUrl, dialect })
    open.push(folder.remove, server.close, () => gateway.close())
    const ask = () => gateway.main.call('provider.balance', { providerId: providerIdSchema.parse('vendor') })
    return { server, ask }
  }

  it('is told to main, exactly and with its moment', async () => {
    const { ask } = await gatewayOf('deepseek')
    expect(await ask()).toEqual({
      balances: [
        { currency: 'CNY', pico: 110_000_000_000_000n, means: 'left', granted: 10_000_000_000_000n, at: start },
        { currency: 'USD', pico: 1_000_000n, means: 'left', granted: 0n, at: start },
      ],
    })
  })

  it('is nothing where the vendor does not tell', async () => {
    expect(await (await gatewayOf('openai')).ask()).toEqual({ balances: null })
  })

  it('says what went wrong where the vendor tells something else', async () => {
    const { ask } = await gatewayOf('deepseek', 'kimi')
    await expect(ask()).rejects.toMatchObject({ code: 'provider.notAnApi' })
  })

  const provider = (
    dialect: ReturnType<typeof compatibleAt>,
    baseUrl: string,
    answers: Record<string, [number, unknown]>,
  ) =>
    createChatProvider({
      dialect,
      baseUrl,
      key: 'sk',
      clock: createFakeClock(start),
      memory: createReasoningMemory(),
      fetch: (url) => {
        const [status, body] = answers[url] ?? [404, {}]
        return Promise.resolve(new Response(JSON.stringify(body), { status }))
      },
    })

  it('knows SiliconFlow by its address, and its currency', async () => {
    const balanceAt = (ending: string) => {
      const baseUrl = `https://api.siliconflow.${ending}/v1`
      const answers: Record<string, [number, unknown]> = {
        [`${baseUrl}/user/info`]: [200, { data: { totalBalance: '88.10' } }],
      }
      return provider(compatibleAt(baseUrl, false), baseUrl, answers).balance(never)
    }
    expect(await balanceAt('cn')).toMatchObject([{ currency: 'CNY', pico: 88_100_000_000_000n }])
    expect(await balanceAt('com')).toMatchObject([{ currency: 'USD' }])
    const elsewhere = 'https://api.siliconflow.example.com/v1'
    expect(await provider(compatibleAt(elsewhere, false), elsewhere, {}).balance(never)).toBeNull()
  })

  it('reads OpenRouter as far as the key may see', async () => {
    const { openrouter } = await import('../../../electron/gateway/providers/openrouter.ts')
    const baseUrl = 'https://openrouter.ai/api/v1'
    const ask = (answers: Record<string, [number, unknown]>) => {
      const named = Object.entries(answers).map(([path, answer]) => [`${baseUrl}${path}`, answer])
      return provider(openrouter, baseUrl, Object.fromEntries(named)).balance(never)
    }
    const credits: [number, unknown] = [200, { data: { total_credits: 100.5, total_usage: 25.75 } }]
    expect(await ask({ '/credits': credits })).toMatchObject([{ pico: 74_750_000_000_000n, means: 'left' }])
    const unlimited: [number, unknown] = [200, { data: { usage: 0.1015644762, limit_remaining: null } }]
    expect(await ask({ '/credits': [403, {}], '/key': unlimited })).toMatchObject([
      { pico: 101_564_476_200n, means: 'used' },
    ])
    await expect(ask({ '/credits': [403, {}], '/key': [200, { data: { usage: 'much' } }] })).rejects.toThrow(
      ProviderFailure,
    )
    await expect(ask({ '/credits': [401, {}], '/key': [401, {}] })).rejects.toMatchObject({
      error: { code: 'provider.keyRefused' },
    })
  })
})
