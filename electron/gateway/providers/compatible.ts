import { z } from 'zod'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { plainUsage } from '../usage/usage-rules.ts'
import { readAnswer } from './ask-service.ts'
import { deepseek } from './deepseek.ts'
import { type Dialect, plainRules } from './dialect.ts'
import { doubao } from './doubao.ts'
import { type ErrorRules, mergeErrorRules } from './error-rules.ts'
import { amountSchema } from './exact-decimal.ts'
import { glm } from './glm.ts'
import { kimi } from './kimi.ts'
import { llamaCpp } from './llama-cpp.ts'
import { lmStudio } from './lm-studio.ts'
import { openai } from './openai.ts'
import { openrouter } from './openrouter.ts'
import { qwen } from './qwen.ts'

/** MiniMax: https://platform.minimax.io, codes under HTTP 200; SiliconFlow, Gemini, Hugging Face by their words. */
const others: ErrorRules = {
  noMoney: { names: ['1008'], text: /included credits/i },
  badKey: { names: ['1004'], text: null },
  limited: { names: [], text: null },
}

/** Any service that speaks OpenAI's Chat Completions. It may pass on what any vendor says, so all their words are known. */
export const compatible: Dialect = {
  facts: dialectFacts.compatible,
  sources: [
    'https://docs.siliconflow.cn: /v1/user/info; huggingface/hub-docs docs/inference-providers: prices in the list (2026-11-23)',
    'ogx-ai/ogx#5122, mozilla-ai/any-llm#1291: Gemini tells usage in every chunk, thinking beside the completion (2026-11-23)',
  ],
  unverified: ['everything the service itself does not show: parameters it refuses are learned from its refusals'],
  rulesFor: () => ({
    ...plainRules,
    capHoldsThinking: false,
    // A reseller of DeepSeek, Kimi or GLM needs it; one that does not know it says so once.
    replay: { field: 'reasoning_content', missing: null },
  }),
  usage: plainUsage,
  errors: mergeErrorRules([
    others,
    ...[openai, deepseek, doubao, qwen, kimi, glm, openrouter, lmStudio, llamaCpp].map(({ errors }) => errors),
  ]),
  balance: null,
}

const siliconflow = /^https:\/\/api\.siliconflow\.(cn|com)\//
const accountSchema = z.looseObject({ data: z.looseObject({ totalBalance: amountSchema }) })

/** The same with what is only known of this address. */
export function compatibleAt(baseUrl: string, isLocal: boolean): Dialect {
  const [, ending] = siliconflow.exec(`${baseUrl}/`) ?? []
  return {
    ...compatible,
    // A server on this computer may be any of the local ones.
    usage: { ...plainUsage, mayCutInput: isLocal },
    balance:
      ending === undefined
        ? null
        : async (service, signal) => {
            const { data } = await readAnswer(service, `${service.baseUrl}/user/info`, accountSchema, signal)
            const currency = currencySchema.parse(ending === 'cn' ? 'CNY' : 'USD')
            return [{ currency, pico: data.totalBalance, means: 'left', at: service.now() }]
          },
  }
}
