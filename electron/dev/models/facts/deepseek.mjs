/** DeepSeek: Pro above Flash, and nothing below Flash. Only Flash sees pictures. */

const all = { tools: true, thinking: true, languages: ['en', 'zh'] }

export const lineUp = {
  vendor: 'deepseek',
  feed: 'deepseek',
  sources: {
    page: {
      name: 'DeepSeek: Models & Pricing; vision by the kind of client that speaks to it',
      addresses: ['https://api-docs.deepseek.com/quick_start/pricing'],
      seenOn: '2026-11-24',
      verified: false,
    },
  },
  groups: [
    {
      source: 'page',
      ids: ['deepseek-v4-pro', 'deepseek-v4-pro-0813'],
      contextTokens: 1_000_000,
      grade: 'strong',
      ...all,
      vision: false,
    },
    {
      source: 'page',
      ids: [
        'deepseek-flash',
        'deepseek-v4-flash',
        'deepseek-v4-flash-vision-exp',
        'deepseek-v4.1-flash',
        'deepseek-v4.1-flash-1017',
        'deepseek-v4-flash-0731',
      ],
      contextTokens: 1_000_000,
      grade: 'middle',
      ...all,
      vision: true,
    },
    // What these old names mean today is not certain, so nothing is said of pictures.
    { source: 'page', ids: ['deepseek-chat', 'deepseek-reasoner'], grade: 'middle', ...all },
  ],
}
