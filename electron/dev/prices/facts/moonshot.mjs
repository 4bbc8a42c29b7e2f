/** Kimi. The accounts of .cn (CNY) and .ai (USD) are apart. K3.1 in CNY is not known. */

const sources = {
  k31: {
    name: 'A reseller that states the official prices',
    addresses: ['https://docs.apiyi.com/api-capabilities/kimi-k3-1/overview.md'],
    seenOn: '2026-10-25',
    verified: false,
  },
  k3: {
    name: 'Accounts of the Kimi price page',
    addresses: [
      'https://platform.kimi.ai/docs/pricing/chat-k3',
      'https://dev.to/teamorouter/how-to-access-kimi-k3-api-pricing-rate-limits-and-setup-guide-478g',
    ],
    seenOn: '2026-11-24',
    verified: false,
  },
}

const list = { vendor: 'moonshot', datedIds: 'unknown', sources }
const k3 = (rates) => ({
  id: 'kimi-k3',
  prices: [{ validFrom: '2026-07-18T00:00:00Z', source: 'k3', rates }],
})
const k31 = (id, rates) => ({ id, prices: [{ validFrom: '2026-10-25T00:00:00Z', source: 'k31', rates }] })

export const lists = {
  'moonshot.cny': {
    ...list,
    currency: 'CNY',
    second: null,
    checkFeed: null,
    feed: null,
    models: [k3({ input: '20', cachedRead: '2', output: '100' })],
  },
  'moonshot.usd': {
    ...list,
    currency: 'USD',
    second: { provider: 'moonshotai', unitsPerUsd: null },
    checkFeed: { provider: 'moonshotai', unitsPerUsd: '1' },
    feed: { provider: 'moonshotai', longInput: {}, leaveOut: null },
    models: [
      k3({ input: '3', cachedRead: '0.3', output: '15' }),
      k31('kimi-k3.1-pro', { input: '2', cachedRead: '0.2', cacheWrite: '2', cacheWriteLong: '4', output: '10' }),
      k31('kimi-k3.1-pro-highspeed', {
        input: '4',
        cachedRead: '0.2',
        cacheWrite: '4',
        cacheWriteLong: '8',
        output: '20',
      }),
    ],
  },
}
