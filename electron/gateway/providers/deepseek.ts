import { z } from 'zod'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { readAnswer } from './ask-service.ts'
import { type Dialect, plainRules, samplingParameters } from './dialect.ts'
import { amountSchema } from './exact-decimal.ts'

/** DeepSeek: thinks unless told not to, wants its thinking back within tool loops, tells usage in its last chunk with text. */
export const deepseek: Dialect = {
  facts: dialectFacts.deepseek,
  sources: [
    'https://api-docs.deepseek.com/guides/thinking_mode, quick_start/rate_limit, quick_start/error_codes (2026-11-23)',
    'https://api-docs.deepseek.com/api/get-user-balance, as steipete/CodexBar docs/deepseek.md quotes it (2026-11-23)',
    'earendil-works/pi#3636, mnfst/modelparams.dev#29: reasoning_content must be passed back (2026-11-23)',
  ],
  unverified: [
    'usage without the flag: reports disagree (last chunk, zeros, nothing), so it is always asked for',
    'Retry-After',
    'whether deepseek-v4-pro takes the effort low or reads it as high',
  ],
  rulesFor: () => ({
    ...plainRules,
    thinking: {
      known: ['none', 'low', 'high', 'max'],
      usual: 'low',
      fields: (effort) =>
        effort === 'none'
          ? { thinking: { type: 'disabled' } }
          : { thinking: { type: 'enabled' }, reasoning_effort: effort },
    },
    // Ignored in silence while it thinks.
    dropped: (effort) => (effort === 'none' ? [] : samplingParameters),
    // A tool turn without the field is refused; an empty one is not.
    replay: { field: 'reasoning_content', missing: '' },
  }),
  usage: cachedInside,
  errors: { noMoney: { names: [], text: /insufficient balance/i } },
  async balance(service, signal) {
    const { origin } = new URL(service.baseUrl)
    const { balance_infos } = await readAnswer(service, `${origin}/user/balance`, balanceSchema, signal)
    return balance_infos.map(({ currency, total_balance, granted_balance }) => ({
      currency,
      pico: total_balance,
      means: 'left' as const,
      ...(granted_balance === undefined ? {} : { granted: granted_balance }),
      at: service.now(),
    }))
  },
}

/** Amounts are texts; granted money is in the total. */
const balanceSchema = z.looseObject({
  balance_infos: z
    .array(
      z.looseObject({
        currency: currencySchema,
        total_balance: amountSchema,
        granted_balance: amountSchema.optional().catch(undefined),
      }),
    )
    .min(1),
})
