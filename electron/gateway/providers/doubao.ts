import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { type Dialect, plainRules } from './dialect.ts'

/** Doubao on Volcengine Ark. A model is named by its id or by an endpoint of the owner's (`ep-…`), which hides which one it is. */
export const doubao: Dialect = {
  facts: dialectFacts.doubao,
  sources: [
    'https://www.volcengine.com/docs/82379/1299023 and 1099476: error codes (2026-11-23)',
    'anomalyco/models.dev providers/volcengine, called live on 2026-08-26: efforts, cached tokens (2026-11-23)',
    'https://yulab-smu.top/aisdk/reference/create_volcengine.html: max_tokens holds the answer only (2026-11-24)',
  ],
  unverified: [
    'that usage in a stream needs include_usage',
    'whether Chat Completions takes max_completion_tokens, which would hold thinking too',
    'whether reasoning_tokens stand inside completion_tokens',
    'that thinking is wanted back in tool loops; encrypted_content is not sent back',
    'any question for what is left of the account',
  ],
  rulesFor: (model) => ({
    ...plainRules,
    capHoldsThinking: false,
    // `none` and `minimal` switch thinking off; a switch of its own beside a graded effort is refused.
    thinking: neverThinks.test(model)
      ? null
      : {
          known: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
          usual: 'low',
          fields: (effort) => ({ reasoning_effort: effort }),
        },
    replay: { field: 'reasoning_content', missing: null },
  }),
  usage: cachedInside,
  errors: {
    noMoney: { names: ['AccountOverdueError'], text: null },
    badKey: { names: ['AuthenticationError'], text: null },
    content: {
      names: ['InputTextRiskDetection', 'OutputTextRiskDetection', 'SensitiveContentDetected'],
      text: null,
    },
    unknownModel: { names: ['ModelNotOpen', 'ModelNotFound', 'InvalidEndpointOrModel.NotFound'], text: null },
    limited: { names: ['RateLimitExceeded'], text: null },
  },
  balance: null,
}

/** Models from before thinking; others that Ark hosts learn from their first refusal. */
const neverThinks = /^doubao-(?:lite|pro|1[.-]5-(?:lite|pro)-)/
