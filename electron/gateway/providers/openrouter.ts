import { z } from 'zod'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { type Currency, currencySchema } from '../../../shared/model/money.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { type RawUsage, readJson } from '../wire/chat.ts'
import { readAnswer } from './ask-service.ts'
import { type Balance, type Dialect, plainRules, type Service } from './dialect.ts'
import { amountSchema } from './exact-decimal.ts'

/** One credit is one dollar; the fee for topping up is charged apart. */
const credits: Currency = currencySchema.parse('USD')

/** OpenRouter: many vendors behind one door, with what each call really cost in its usage. */
export const openrouter: Dialect = {
  facts: dialectFacts.openrouter,
  sources: [
    'https://openrouter.ai/docs usage-accounting, errors-and-debugging, streaming, get-credits (2026-11-23)',
    'https://openrouter.ai/docs/agent-sdk/typescript/operations/getgenerationresponse (2026-11-24)',
    'https://raw.githubusercontent.com/steipete/CodexBar/main/docs/openrouter.md: /key and /credits (2026-11-24)',
  ],
  unverified: [
    'usage without the flag: its own and others’ documents disagree, so it is always asked for',
    'that plain reasoning is taken back in tool loops; reasoning_details are not sent back',
    'how soon /generation knows a call that broke off',
  ],
  rulesFor: (model) => ({
    ...plainRules,
    // Upstreams differ, and some leave thinking out of the cap.
    capHoldsThinking: false,
    // Naming an effort switches thinking on where it is off by default, so it is named only where it is on.
    thinking: thinksByDefault.test(model)
      ? {
          known: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'],
          usual: 'low',
          fields: (effort) => ({ reasoning: { effort } }),
        }
      : null,
    replay: { field: 'reasoning', missing: null },
    extra: { usage: { include: true } },
  }),
  usage: { ...cachedInside, costCurrency: credits },
  errors: {
    passing: { names: ['in_flight_budget_exhausted'], text: /in_flight_budget_exhausted/ },
    noMoney: {
      names: ['weight_exceeds_budget'],
      text: /requires more credits|key limit exceeded|weight_exceeds_budget/i,
    },
    content: { names: [], text: /flagged|moderation/i },
    unknownModel: { names: [], text: /no endpoints found/i },
  },
  balance: readBalance,
  recoverUsage: readGeneration,
}

const thinksByDefault =
  /^(?:openai\/(?:gpt-[5-9]|o\d)|deepseek\/deepseek-(?:v[4-9]|flash)|moonshotai\/kimi-k[3-9]|z-ai\/glm-[5-9]|qwen\/qwen3\.[89])/

const creditsSchema = z.looseObject({ data: z.looseObject({ total_credits: amountSchema, total_usage: amountSchema }) })
const keySchema = z.looseObject({
  data: z.looseObject({ usage: amountSchema, limit_remaining: amountSchema.nullish() }),
})

/** The whole account where the key may see it, else what the key itself has left, or has used where it has no limit. */
async function readBalance(service: Service, signal: AbortSignal): Promise<Balance[]> {
  const answer = await service.ask(`${service.baseUrl}/credits`, signal)
  const account = answer.status === 200 ? readJson(answer.body, creditsSchema) : null
  const found = (pico: bigint, means: Balance['means']): Balance[] => [
    { currency: credits, pico, means, at: service.now() },
  ]
  if (account?.ok === true) return found(account.value.data.total_credits - account.value.data.total_usage, 'left')
  const { data } = await readAnswer(service, `${service.baseUrl}/key`, keySchema, signal)
  const left = data.limit_remaining ?? null
  return left === null ? found(data.usage, 'used') : found(left, 'left')
}

const count = z.number().int().nonnegative().nullish().catch(null)
const generationSchema = z.looseObject({
  data: z.looseObject({
    total_cost: z.number().nullish().catch(null),
    native_tokens_prompt: count,
    native_tokens_completion: count,
    native_tokens_reasoning: count,
    native_tokens_cached: count,
  }),
})

/** What `/generation` says of one call, in the words of a usage object. */
async function readGeneration(service: Service, id: string, signal: AbortSignal): Promise<RawUsage | null> {
  const answer = await service.ask(`${service.baseUrl}/generation?id=${encodeURIComponent(id)}`, signal)
  const reading = answer.status === 200 ? readJson(answer.body, generationSchema) : null
  if (reading?.ok !== true) return null
  const { data } = reading.value
  return {
    prompt_tokens: data.native_tokens_prompt,
    completion_tokens: data.native_tokens_completion,
    prompt_tokens_details: { cached_tokens: data.native_tokens_cached },
    completion_tokens_details: { reasoning_tokens: data.native_tokens_reasoning },
    cost: data.total_cost,
  }
}
