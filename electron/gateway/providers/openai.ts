import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { type Dialect, type Effort, plainRules, samplingParameters } from './dialect.ts'
import { effortOf } from './shape-request.ts'

/** OpenAI itself. Its recent models take tools only through the Responses API: openai-responses.ts. */
export const openai: Dialect = {
  facts: dialectFacts.openai,
  sources: [
    'openai 7.57.0 on npm: resources/completions, resources/responses, shared (2026-11-23)',
    'https://developers.openai.com/api/docs/guides/prompt-caching (2026-11-23)',
    'https://community.openai.com/t/1386454, itzcrazykns/vane#1173: tools and Chat Completions (2026-11-23)',
    'https://docs.laozhang.ai gpt-6-chat-tools-2026-11: efforts, sampling parameters (2026-11-23)',
  ],
  unverified: [
    'whether tools pass on Chat Completions when the effort is left out',
    'x-ratelimit-* headers on every answer',
    'whether gpt-6-sol, gpt-6-luna and gpt-6.1-terra take the effort none',
    'any question for what is left of the account',
  ],
  rulesFor(model) {
    const known = effortsOf(model)
    return {
      ...plainRules,
      outputCap: 'max_completion_tokens',
      // `low`, since the vendor's own default is dearer and `none` would take thinking away altogether.
      thinking: known.length === 0 ? null : { known, usual: 'low', fields: (effort) => ({ reasoning_effort: effort }) },
      dropped: (effort) => (effort === null || effort === 'none' ? [] : refusedWhileThinking),
    }
  },
  usage: cachedInside,
  errors: {
    noMoney: {
      names: [
        'insufficient_quota',
        'credit_balance_exhausted',
        'organization_spend_limit_exceeded',
        'project_spend_limit_exceeded',
        'organization_usage_limit_exceeded',
        'billing_hard_limit_reached',
      ],
      text: null,
    },
    limited: { names: ['rate_limit_exceeded', 'slow_down'], text: null },
  },
  needsResponses(model, request) {
    if (/^gpt-.*(?:-pro|-codex)|^o\d.*-pro|-deep-research/.test(model)) return true
    const effort = effortOf(request, openai.rulesFor(model, request))
    if (effort === null || effort === 'none') return false
    return effort === 'max' || ((request.tools ?? []).length > 0 && versionOf(model) >= 5.6)
  },
  balance: null,
}

const refusedWhileThinking = [...samplingParameters, 'logprobs', 'top_logprobs', 'logit_bias']

/** The number in a model's name, `gpt-5.6-luna` → 5.6; names that carry none are taken for newer than all that is known. */
function versionOf(model: string): number {
  const [, version] = /^(?:gpt-|chatgpt-)(\d+(?:\.\d+)?)/.exec(model) ?? []
  if (version !== undefined) return Number(version)
  return /^o\d/.test(model) ? 5 : Number.POSITIVE_INFINITY
}

function effortsOf(model: string): readonly Effort[] {
  if (/^(?:gpt-[34]|chatgpt-|text-|davinci|babbage)/.test(model) || /^gpt-\d.*chat-latest/.test(model)) return []
  const version = versionOf(model)
  if (/^o\d/.test(model)) return ['low', 'medium', 'high']
  if (version < 5.1) return ['minimal', 'low', 'medium', 'high']
  if (version < 5.6) return ['none', 'low', 'medium', 'high', 'xhigh']
  const isAlwaysThinking = version > 6.1 || /^gpt-6-astra|^gpt-6\.1-sol/.test(model)
  return isAlwaysThinking
    ? ['low', 'medium', 'high', 'xhigh', 'max']
    : ['none', 'low', 'medium', 'high', 'xhigh', 'max']
}
