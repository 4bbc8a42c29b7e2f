import { at } from './load.ts'
import { priceTable } from './price-table.ts'

const openaiUsage = {
  prompt_tokens: 2_006,
  completion_tokens: 300,
  total_tokens: 2_306,
  prompt_tokens_details: { cached_tokens: 1_920, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 200, audio_tokens: 0, accepted_prediction_tokens: 0 },
}
const written = {
  prompt_tokens: 5_000,
  completion_tokens: 50,
  total_tokens: 5_050,
  prompt_tokens_details: { cached_tokens: 1_024, cache_write_tokens: 3_000 },
}
const long = (prompt: number) => ({
  prompt_tokens: prompt,
  completion_tokens: 1_000,
  total_tokens: prompt + 1_000,
})

priceTable('openai', 'openai.usd', [
  // 86 x 2 + 1,920 x 0.1 + 300 x 10 = 3,364
  { about: 'cached and reasoning', model: 'gpt-6.1-sol', usage: openaiUsage, cost: '0.003364 USD' },
  { about: 'by its dated id', model: 'gpt-6.1-sol-2026-09-29', usage: openaiUsage, cost: '0.003364 USD' },
  // 976 x 2 + 1,024 x 0.1 + 3,000 x 2.5 + 50 x 10 = 10,054.4
  { about: 'cache writes', model: 'gpt-6.2-sol', usage: written, cost: '0.0100544 USD' },
  // 976 x 2 + 1,024 x 0.1 + 3,000 x 5 + 50 x 10 = 17,554.4
  {
    about: 'writes kept 12 hours',
    model: 'gpt-6.2-sol',
    usage: written,
    facts: { longCache: true },
    cost: '0.0175544 USD',
  },
  // 976 x 2 + 1,024 x 0.2 + 3,000 x 2.5 + 50 x 10 = 10,156.8, a longer cache of unknown price
  {
    about: 'writes kept 12 hours',
    model: 'gpt-6-sol',
    usage: written,
    facts: { longCache: true },
    cost: '0.0101568 USD?',
  },
  // 271,999 x 2 + 1,000 x 10
  { about: '271,999 tokens of input', model: 'gpt-6-sol', usage: long(271_999), cost: '0.553998 USD' },
  { about: '272,000 are still short', model: 'gpt-6-sol', usage: long(272_000), cost: '0.554 USD' },
  // 272,001 x 4 + 1,000 x 15 = 1,103,004
  { about: '272,001 are long', model: 'gpt-6-sol', usage: long(272_001), cost: '1.103004 USD' },
  {
    about: 'long on flex, half',
    model: 'gpt-6-sol',
    usage: long(272_001),
    facts: { serviceTier: 'flex' },
    cost: '0.551502 USD',
  },
  {
    about: 'on priority, twice',
    model: 'gpt-6.1-sol',
    usage: openaiUsage,
    facts: { serviceTier: 'priority' },
    cost: '0.006728 USD',
  },
  {
    about: 'on the usual tier',
    model: 'gpt-6.1-sol',
    usage: openaiUsage,
    facts: { serviceTier: 'default' },
    cost: '0.003364 USD',
  },
  {
    about: 'on a tier of unknown price',
    model: 'gpt-6.1-sol',
    usage: openaiUsage,
    facts: { serviceTier: 'scale' },
    cost: '0.003364 USD?',
  },
  // 86 x 5 + 1,920 x 0.5 + 300 x 30 = 10,390
  { about: 'from the package', model: 'gpt-5.5-2026-04-23', usage: openaiUsage, cost: '0.01039 USD' },
  // 86 x 15 + 1,920 x 15 + 300 x 120: no price for cached tokens
  { about: 'cached tokens without a price', model: 'gpt-5-pro', usage: openaiUsage, cost: '0.06609 USD?' },
  // 86 x 5 + 1,920 x 0.5 + 300 x 30: before the price fell
  {
    about: 'at an earlier price',
    model: 'gpt-5.6-sol',
    usage: openaiUsage,
    facts: { at: at('2026-08-20T23:59:59Z') },
    cost: '0.01039 USD',
  },
  // 86 x 4 + 1,920 x 0.4 + 300 x 20 = 7,112
  {
    about: 'after it fell',
    model: 'gpt-5.6',
    usage: openaiUsage,
    facts: { at: at('2026-08-21T00:00:00Z') },
    cost: '0.007112 USD',
  },
])
