import { z } from 'zod'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { readAnswer } from './ask-service.ts'
import { type Dialect, plainRules, samplingParameters, type ThinkingRules } from './dialect.ts'
import { amountSchema } from './exact-decimal.ts'

/** Kimi by Moonshot: sampling is fixed, the newest models always think, and usage may stand in the choice. */
export const kimi: Dialect = {
  facts: dialectFacts.kimi,
  sources: [
    'https://platform.kimi.ai/docs/api/errors, docs/api/chat, docs/guide/use-thinking-effort (2026-11-24)',
    'Bike4Mind/bike4mind#1089, called live: cached tokens inside the prompt, fixed temperature (2026-11-23)',
    'https://dev.to/aihubmix kimi-k3-1-pro: efforts, default max (2026-11-23)',
    'earendil-works/pi#2017: usage in choices[0]; api-evangelist/kimi-moonshot: balance (2026-11-23)',
  ],
  unverified: [
    'the status of an empty account: 403 and 429 are both told',
    'whether usage comes without include_usage since 2026-06',
    'the names of cache writes on K3.1',
    'that balances of api.moonshot.ai are in USD',
  ],
  rulesFor: (model) => ({
    ...plainRules,
    outputCap: 'max_completion_tokens',
    thinking: thinkingOf(model),
    dropped: () => (model.startsWith('moonshot-v1') ? [] : [...samplingParameters, 'n']),
    replay: { field: 'reasoning_content', missing: null },
  }),
  usage: cachedInside,
  errors: {
    noMoney: { names: ['exceeded_current_quota_error'], text: /suspended.{0,80}(?:recharge|balance)/i },
    badKey: { names: ['invalid_authentication_error', 'incorrect_api_key_error'], text: null },
    tooLong: { names: [], text: /exceeded model token limit/i },
    content: { names: ['content_filter'], text: null },
    unknownModel: { names: ['resource_not_found_error'], text: null },
    limited: { names: ['rate_limit_reached_error', 'engine_overloaded_error'], text: null },
  },
  async balance(service, signal) {
    const { data } = await readAnswer(service, `${service.baseUrl}/users/me/balance`, balanceSchema, signal)
    const currency = currencySchema.parse(new URL(service.baseUrl).hostname.endsWith('.ai') ? 'USD' : 'CNY')
    const granted = data.voucher_balance
    const balance = { currency, pico: data.available_balance, means: 'left' as const, at: service.now() }
    return [granted === undefined ? balance : { ...balance, granted }]
  },
}

/** Vouchers are in it; it may be negative. */
const balanceSchema = z.looseObject({
  data: z.looseObject({
    available_balance: amountSchema,
    voucher_balance: amountSchema.optional().catch(undefined),
  }),
})

function thinkingOf(model: string): ThinkingRules | null {
  if (/^kimi-k(?:[3-9]|\d\d)/.test(model)) {
    return { known: ['low', 'high', 'max'], usual: 'low', fields: (effort) => ({ reasoning_effort: effort }) }
  }
  if (!/^kimi-k2\.[56]/.test(model)) return null
  return {
    known: ['none', 'high'],
    usual: 'none',
    fields: (effort) => ({ thinking: { type: effort === 'none' ? 'disabled' : 'enabled' } }),
  }
}
