/** GLM (Zhipu): the plain number is the flagship, `air` is between, `flash` and `flashx` are the small ones. */

const all = { tools: true, thinking: true, languages: ['en', 'zh'] }

export const lineUp = {
  vendor: 'zhipu',
  feed: 'zai',
  sources: {
    cards: {
      name: 'Model cards of GLM 5.3 and 5.3 Flash',
      addresses: [
        'https://vercel.com/ai-gateway/models/zai/glm-5.3-flash.md',
        'https://github.com/liustack/modlens/releases/tag/v3.25.2',
      ],
      seenOn: '2026-11-25',
      verified: false,
    },
    names: {
      name: 'Z.ai: the line-up by its names',
      addresses: ['https://docs.z.ai/guides/overview/pricing'],
      seenOn: '2026-11-25',
      verified: false,
    },
  },
  groups: [
    { source: 'cards', ids: ['glm-5.3'], grade: 'strong', ...all, vision: false },
    { source: 'cards', ids: ['glm-5.3-flash', 'glm-5.3-flashx'], grade: 'middle', ...all, vision: true },
    { source: 'names', ids: ['glm-5.2', 'glm-5.1', 'glm-5'], grade: 'strong', ...all, vision: false },
    { source: 'names', ids: ['glm-5-turbo', 'glm-4.7', 'glm-4.6', 'glm-4.5'], grade: 'middle', ...all, vision: false },
    {
      source: 'names',
      ids: ['glm-4.5-air', 'glm-4.7-flash', 'glm-4.7-flashx', 'glm-4.5-flash'],
      grade: 'light',
      ...all,
      vision: false,
    },
    {
      source: 'names',
      ids: ['glm-5v-turbo', 'glm-4.6v', 'glm-4.5v'],
      grade: 'middle',
      ...all,
      tools: undefined,
      vision: true,
    },
    { source: 'names', ids: ['glm-4.6v-flash'], grade: 'light', ...all, tools: undefined, vision: true },
  ],
}
