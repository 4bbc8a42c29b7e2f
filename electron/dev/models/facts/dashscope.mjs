/** Qwen (Alibaba Model Studio): max, plus, flash, by the vendor's own names. */

const all = { tools: true, languages: ['en', 'zh'] }
const seen = { ...all, vision: true, thinking: true }

export const lineUp = {
  vendor: 'dashscope',
  feed: 'alibaba-cn',
  sources: {
    card: {
      name: 'Model cards of Qwen 3.8',
      addresses: [
        'https://vercel.com/ai-gateway/models/alibaba/qwen3.8-flash.md',
        'https://docs.apiyi.com/en/news/qwen-3-8-max-launch.md',
      ],
      seenOn: '2026-11-25',
      verified: false,
    },
    names: {
      name: 'Alibaba Model Studio: the line-up by its names',
      addresses: ['https://www.alibabacloud.com/help/en/model-studio/models'],
      seenOn: '2026-11-25',
      verified: false,
    },
  },
  groups: [
    { source: 'names', ids: ['qwen4-max'], grade: 'strong', languages: ['en', 'zh'] },
    { source: 'card', ids: ['qwen3.8-max'], contextTokens: 1_000_000, grade: 'strong', ...seen },
    { source: 'card', ids: ['qwen3.8-flash'], contextTokens: 1_000_000, grade: 'light', ...seen },
    { source: 'names', ids: ['qwen3.7-max', 'qwen3.6-max-preview', 'qwen3-max', 'qwen-max'], grade: 'strong', ...all },
    { source: 'names', ids: ['qwen3.7-plus', 'qwen3.6-plus', 'qwen3.5-plus', 'qwen-plus'], grade: 'middle', ...all },
    {
      source: 'names',
      ids: ['qwen3.7-flash', 'qwen3.6-flash', 'qwen3.5-flash', 'qwen-flash', 'qwen-turbo'],
      grade: 'light',
      ...all,
    },
    { source: 'names', ids: ['qwen-long'], grade: 'middle', languages: ['en', 'zh'] },
    { source: 'names', ids: ['qwen-vl-max', 'qwen3-vl-plus'], grade: 'middle', vision: true, languages: ['en', 'zh'] },
    { source: 'names', ids: ['qwen-vl-plus'], grade: 'light', vision: true, languages: ['en', 'zh'] },
    { source: 'names', ids: ['qwq-plus'], grade: 'middle', thinking: true, vision: false, languages: ['en', 'zh'] },
  ],
}
