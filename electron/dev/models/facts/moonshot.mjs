/** Kimi (Moonshot): the K line; `pro` and the plain flagship are the strongest, `code` is for programs. */

const all = { tools: true, thinking: true, languages: ['en', 'zh'] }

export const lineUp = {
  vendor: 'moonshot',
  feed: 'moonshotai',
  sources: {
    accounts: {
      name: 'Accounts of the Kimi pages',
      addresses: [
        'https://platform.kimi.ai/docs/pricing/chat-k3',
        'https://docs.apiyi.com/api-capabilities/kimi-k3-1/overview.md',
      ],
      seenOn: '2026-11-25',
      verified: false,
    },
  },
  groups: [
    { source: 'accounts', ids: ['kimi-k3.1-pro', 'kimi-k3.1-pro-highspeed', 'kimi-k3'], grade: 'strong', ...all },
    { source: 'accounts', ids: ['kimi-k2.6', 'kimi-k2.7-code', 'kimi-k2.7-code-highspeed'], grade: 'middle', ...all },
  ],
}
