/** OpenAI: its own page of models says who is the flagship, who balances and who is for volume. */

const all = { tools: true, vision: true, languages: ['en', 'zh'] }
const thinks = { ...all, thinking: true }
const plain = { ...all, thinking: false }

export const lineUp = {
  vendor: 'openai',
  feed: 'openai',
  sources: {
    page: {
      name: 'OpenAI: Models; model selection',
      addresses: [
        'https://developers.openai.com/api/docs/models',
        'https://developers.openai.com/api/docs/guides/latest-model?model=gpt-6.1-sol',
      ],
      seenOn: '2026-11-25',
      verified: true,
    },
    older: {
      name: 'OpenAI: pages of earlier models, not opened again',
      addresses: ['https://developers.openai.com/api/docs/models'],
      seenOn: '2026-11-25',
      verified: false,
    },
  },
  groups: [
    { source: 'page', ids: ['gpt-6.2-astra', 'gpt-6-astra'], contextTokens: 1_050_000, grade: 'strong', ...thinks },
    {
      source: 'page',
      ids: ['gpt-6.2-sol', 'gpt-6.1-sol', 'gpt-6-sol', 'gpt-6.1-terra'],
      contextTokens: 1_050_000,
      grade: 'middle',
      ...thinks,
    },
    { source: 'page', ids: ['gpt-6-luna'], contextTokens: 1_050_000, grade: 'light', ...thinks },
    { source: 'page', ids: ['gpt-5.6', 'gpt-5.6-sol'], contextTokens: 1_050_000, grade: 'strong', ...thinks },
    { source: 'page', ids: ['gpt-5.6-terra'], grade: 'middle', ...thinks },
    { source: 'page', ids: ['gpt-5.6-luna'], grade: 'light', ...thinks },
    {
      source: 'older',
      ids: [
        'gpt-5.5',
        'gpt-5.5-pro',
        'gpt-5.4',
        'gpt-5.4-pro',
        'gpt-5.2',
        'gpt-5.2-pro',
        'gpt-5.1',
        'gpt-5',
        'gpt-5-pro',
      ],
      grade: 'strong',
      ...thinks,
    },
    { source: 'older', ids: ['gpt-5.4-mini', 'gpt-5-mini', 'o4-mini'], grade: 'middle', ...thinks },
    { source: 'older', ids: ['gpt-5.4-nano', 'gpt-5-nano'], grade: 'light', ...thinks },
    { source: 'older', ids: ['gpt-4.1', 'gpt-4o'], grade: 'middle', ...plain },
    { source: 'older', ids: ['gpt-4.1-mini', 'gpt-4.1-nano', 'gpt-4o-mini'], grade: 'light', ...plain },
    { source: 'older', ids: ['o3', 'o3-pro', 'o1'], grade: 'middle', ...thinks },
    { source: 'older', ids: ['o3-mini'], grade: 'middle', ...thinks, vision: false },
  ],
}
