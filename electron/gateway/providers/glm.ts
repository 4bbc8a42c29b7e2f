import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { resetInText } from './retry-after.ts'
import { type Dialect, plainRules, type ThinkingRules } from './dialect.ts'

/** GLM by Zhipu (Z.ai): an empty account wears 429, and failures may come as finish reasons under status 200. */
export const glm: Dialect = {
  facts: dialectFacts.glm,
  sources: [
    'https://docs.bigmodel.cn/cn/api/api-code: error codes (2026-11-23)',
    'https://docs.z.ai/guides/capabilities/streaming: usage in the last chunk (2026-11-24)',
    'https://docs.z.ai/guides/tools/stream-tool: tool_stream (2026-11-24)',
    'https://dev.to/owen_fox: efforts of GLM-5.3, default max (2026-11-23)',
    'https://java.agentscope.io/v2/en/integration/model/glm: stream_options and penalties are not taken (2026-11-24)',
  ],
  unverified: [
    'the exact shape of usage in a stream, and whether the cap holds thinking',
    'that max_tokens above 131,072 is refused (seen through a reseller)',
    'the zone of the moment a quota refusal names; Beijing is supposed',
    'a list of models: one client says there is none',
    'any question for what is left of the account',
  ],
  rulesFor: (model, request) => ({
    ...plainRules,
    usageOption: false,
    largestCap: 131_072,
    capHoldsThinking: false,
    thinking: thinkingOf(model),
    dropped: () => ['presence_penalty', 'frequency_penalty'],
    replay: { field: 'reasoning_content', missing: null },
    extra: streamsTools.test(model) && (request.tools ?? []).length > 0 ? { tool_stream: true } : {},
  }),
  usage: cachedInside,
  errors: {
    noMoney: { names: ['1113'], text: null },
    badKey: { names: ['1000', '1001', '1002', '1003', '1004'], text: null },
    tooLong: { names: ['1261'], text: null },
    content: { names: ['1301'], text: null },
    unknownModel: { names: ['1211'], text: null },
    limited: { names: ['1302', '1305', '1308', '1310'], text: null },
  },
  waitInText: resetInText,
  balance: null,
}

const streamsTools = /^glm-(?:4\.[67]|[5-9])/

function thinkingOf(model: string): ThinkingRules | null {
  if (/^glm-(?:5\.[3-9]|[6-9])/.test(model)) {
    return { known: ['low', 'high', 'max'], usual: 'low', fields: (effort) => ({ reasoning_effort: effort }) }
  }
  if (!/^glm-(?:4\.[5-9]|5)/.test(model)) return null
  return {
    known: ['none', 'high'],
    usual: 'none',
    fields: (effort) => ({ thinking: { type: effort === 'none' ? 'disabled' : 'enabled' } }),
  }
}
