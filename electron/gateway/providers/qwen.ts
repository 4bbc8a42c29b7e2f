import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { type Dialect, plainRules, type ThinkingRules } from './dialect.ts'

/** Qwen on Alibaba Model Studio, in the mode that is compatible with OpenAI. */
export const qwen: Dialect = {
  facts: dialectFacts.qwen,
  sources: [
    'https://help.aliyun.com/zh/model-studio deep-thinking, context-cache, error-code (2026-11-23)',
    'https://www.alibabacloud.com/help/en/model-studio/compatibility-of-openai-with-dashscope, 2026-10-13 (2026-11-23)',
    '@ai-sdk/alibaba 1.0.61 on npm: cached tokens, preserve_thinking (2026-11-23)',
    'BerriAI/litellm discussion 41845: efforts of the 3.8 models, default xhigh (2026-11-23)',
  ],
  unverified: [
    'whether dashscope.aliyuncs.com, -intl and -us still serve beside the workspace addresses',
    'the status of Arrearage, Throttling.* and DataInspectionFailed',
    'whether max_tokens holds thinking, and reasoning_tokens stand inside completion_tokens',
    'any question for what is left of the account',
  ],
  rulesFor: (model, request) => ({
    ...plainRules,
    capHoldsThinking: false,
    thinking: thinkingOf(model),
    replay: request.preserve_thinking === true ? { field: 'reasoning_content', missing: null } : null,
  }),
  usage: cachedInside,
  errors: {
    noMoney: { names: ['Arrearage'], text: null },
    badKey: { names: ['InvalidApiKey', 'invalid_api_key'], text: null },
    tooLong: { names: [], text: /range of input length should be/i },
    content: { names: ['DataInspectionFailed', 'data_inspection_failed'], text: /inappropriate content/i },
    unknownModel: { names: ['ModelNotFound', 'model_not_found'], text: null },
    limited: {
      names: ['Throttling', 'Throttling.RateQuota', 'Throttling.AllocationQuota', 'limit_requests'],
      text: /^throttling/i,
    },
  },
  balance: null,
}

/** Since 3.8 an effort; before, a switch. Off is what the dearer models of that time are sold as. */
function thinkingOf(model: string): ThinkingRules | null {
  if (/^qwen3\.(?:[89]|\d\d)|^qwen[4-9]/.test(model)) {
    return {
      known: ['none', 'low', 'medium', 'xhigh'],
      usual: 'low',
      fields: (effort) => ({ reasoning_effort: effort }),
    }
  }
  const isSwitchable =
    /^qwen(?:3|-plus|-flash|-turbo)/.test(model) && !/instruct|thinking|coder|omni|asr|tts|-mt/.test(model)
  if (!isSwitchable) return null
  return { known: ['none', 'high'], usual: 'none', fields: (effort) => ({ enable_thinking: effort !== 'none' }) }
}
