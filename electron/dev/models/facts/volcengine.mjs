/** Doubao (Volcengine Ark): pro, then turbo and lite, then mini and flash. */

const all = { tools: true, vision: true, thinking: true, languages: ['en', 'zh'] }

export const lineUp = {
  vendor: 'volcengine',
  feed: 'volcengine',
  sources: {
    list: {
      name: 'BytePlus ModelArk: Model list',
      addresses: ['https://docs.byteplus.com/en/docs/modelark/1330310'],
      seenOn: '2026-11-25',
      verified: true,
    },
    reseller: {
      name: 'A reseller’s account of Doubao Seed 2.1',
      addresses: [
        'https://docs.anyfast.ai/guides/model-api/bytedance/doubao-seed-2.1-pro',
        'https://docs.anyfast.ai/guides/model-api/bytedance/doubao-seed-2.1-turbo',
      ],
      seenOn: '2026-11-25',
      verified: false,
    },
  },
  groups: [
    {
      source: 'reseller',
      ids: ['doubao-seed-2-1-pro', 'doubao-seed-2-1-pro-260628'],
      contextTokens: 256_000,
      grade: 'strong',
      ...all,
    },
    {
      source: 'reseller',
      ids: ['doubao-seed-2-1-turbo', 'doubao-seed-2-1-turbo-260628'],
      contextTokens: 256_000,
      grade: 'middle',
      ...all,
    },
    {
      source: 'list',
      ids: ['doubao-seed-2-0-pro', 'doubao-seed-2.0-pro', 'doubao-seed-2-0-pro-260215'],
      contextTokens: 256_000,
      grade: 'strong',
      ...all,
    },
    {
      source: 'list',
      ids: ['doubao-seed-2-0-lite', 'doubao-seed-2.0-lite', 'doubao-seed-2-0-lite-260428'],
      contextTokens: 256_000,
      grade: 'middle',
      ...all,
    },
    {
      source: 'list',
      ids: ['doubao-seed-2-0-mini', 'doubao-seed-2.0-mini', 'doubao-seed-2-0-mini-260428'],
      contextTokens: 256_000,
      grade: 'light',
      ...all,
    },
    { source: 'list', ids: ['doubao-seed-1-8-251228'], grade: 'middle', ...all },
    { source: 'list', ids: ['doubao-seed-1-6-251015', 'doubao-seed-1-6-vision-250815'], grade: 'middle', ...all },
    { source: 'list', ids: ['doubao-seed-1-6-flash-250828'], grade: 'light', ...all },
  ],
}
