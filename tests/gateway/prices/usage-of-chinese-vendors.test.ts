import { at } from './load.ts'
import { priceTable, usageOf } from './price-table.ts'

const peak = { at: at('2026-11-24T10:00:00+08:00') }
const saturday = { at: at('2026-11-28T10:00:00+08:00') }

const deepseekUsage = {
  prompt_tokens: 1_200,
  completion_tokens: 345,
  total_tokens: 1_545,
  prompt_cache_hit_tokens: 1_024,
  prompt_cache_miss_tokens: 176,
  prompt_tokens_details: { cached_tokens: 1_024 },
  completion_tokens_details: { reasoning_tokens: 245 },
}
priceTable('deepseek', 'deepseek.cny', [
  // 176 x 1 + 1,024 x 0.02 + 345 x 4 = 1,576.48
  { about: 'off-peak', model: 'deepseek-flash', usage: deepseekUsage, cost: '0.00157648 CNY' },
  { about: 'at peak, twice', model: 'deepseek-flash', usage: deepseekUsage, facts: peak, cost: '0.00315296 CNY' },
  { about: 'on a Saturday', model: 'deepseek-flash', usage: deepseekUsage, facts: saturday, cost: '0.00157648 CNY' },
  {
    about: 'on National Day',
    model: 'deepseek-v4-flash',
    usage: deepseekUsage,
    facts: { at: at('2026-10-01T10:00:00+08:00') },
    cost: '0.00157648 CNY',
  },
  {
    about: 'in a year without a calendar',
    model: 'deepseek-flash',
    usage: deepseekUsage,
    facts: { at: at('2027-11-24T10:00:00+08:00') },
    cost: '0.00315296 CNY?',
  },
  // 176 x 4.5 + 1,024 x 0.15 + 345 x 13.5 = 5,603.1
  { about: 'off-peak', model: 'deepseek-v4-pro', usage: deepseekUsage, cost: '0.0056031 CNY' },
  { about: 'at peak', model: 'deepseek-v4-pro', usage: deepseekUsage, facts: peak, cost: '0.0112062 CNY' },
  { about: 'a retired name, probably Flash', model: 'deepseek-chat', usage: deepseekUsage, cost: '0.00157648 CNY?' },
])
priceTable('deepseek', 'deepseek.usd', [
  // 176 x 0.15 + 1,024 x 0.003 + 345 x 0.6 = 236.472
  { about: 'off-peak, a list of its own', model: 'deepseek-flash', usage: deepseekUsage, cost: '0.000236472 USD' },
  // 176 x 1.32 + 1,024 x 0.044 + 345 x 3.96 = 1,643.576
  { about: 'at peak', model: 'deepseek-v4-pro', usage: deepseekUsage, facts: peak, cost: '0.001643576 USD' },
  // 176 x 0.14 + 1,024 x 0.0028 + 345 x 0.28 = 124.1072
  {
    about: 'before there was a peak',
    model: 'deepseek-v4-flash',
    usage: deepseekUsage,
    facts: { at: at('2026-08-14T02:00:00Z') },
    cost: '0.0001241072 USD',
  },
  // 176 x 0.44 + 1,024 x 0.014 + 345 x 1.32: a Sunday, while weekends still had a peak
  {
    about: 'on the last weekend with a peak',
    model: 'deepseek-v4-flash',
    usage: deepseekUsage,
    facts: { at: at('2026-08-22T10:00:00+08:00') },
    cost: '0.000547176 USD',
  },
])

priceTable('doubao', 'volcengine.cny', [
  // 32,000 x 4.8 + 8,000 x 0.96 + 1,000 x 24 = 185,280
  {
    about: '40,000 in: the whole request in the middle tier',
    model: 'doubao-seed-2-0-pro-260215',
    usage: usageOf(40_000, 8_000, 1_000),
    cost: '0.18528 CNY',
  },
  // 32,000 x 3.2 + 10 x 16
  {
    about: '32,000 in: the lowest tier',
    model: 'doubao-seed-2-0-pro-260215',
    usage: usageOf(32_000, 0, 10),
    cost: '0.10256 CNY',
  },
  // 32,001 x 4.8 + 10 x 24
  {
    about: '32,001 in: the middle one',
    model: 'doubao-seed-2-0-pro-260215',
    usage: usageOf(32_001, 0, 10),
    cost: '0.1538448 CNY',
  },
  // 128,001 x 0.8 + 10 x 8
  {
    about: '128,001 in: the highest',
    model: 'doubao-seed-2-0-mini-260428',
    usage: usageOf(128_001, 0, 10),
    cost: '0.1024808 CNY',
  },
  // 1,000 x 0.8 + 200 x 2
  {
    about: '200 out: the short output',
    model: 'doubao-seed-1-8-251228',
    usage: usageOf(1_000, 0, 200),
    cost: '0.0012 CNY',
  },
  // 1,000 x 0.8 + 201 x 8
  {
    about: '201 out: the ordinary one',
    model: 'doubao-seed-1-8-251228',
    usage: usageOf(1_000, 0, 201),
    cost: '0.002408 CNY',
  },
  // 32,001 x 1.2 + 100 x 16: a short output of a long input has no price of its own
  {
    about: 'short output, long input',
    model: 'doubao-seed-1-8-251228',
    usage: usageOf(32_001, 0, 100),
    cost: '0.0400012 CNY',
  },
  // 900 x 6 + 100 x 1.2 + 10 x 30
  { about: 'a flat price', model: 'doubao-seed-2-1-pro-260628', usage: usageOf(1_000, 100, 10), cost: '0.00582 CNY' },
  { about: 'an endpoint', model: 'ep-20260915-abcde', usage: usageOf(1_000, 0, 10), cost: 'unknown' },
  { about: 'a newer date', model: 'doubao-seed-2-0-lite-260915', usage: usageOf(1_000, 0, 10), cost: 'unknown' },
])

const qwenUsage = {
  prompt_tokens: 1_000,
  completion_tokens: 500,
  total_tokens: 1_500,
  completion_tokens_details: { reasoning_tokens: 300, text_tokens: 200 },
  prompt_tokens_details: { cached_tokens: 0 },
}
const qwenPlain = { ...qwenUsage, completion_tokens_details: { reasoning_tokens: 0 } }
const qwenCached = {
  prompt_tokens: 3_000,
  completion_tokens: 100,
  total_tokens: 3_100,
  prompt_tokens_details: { cached_tokens: 2_000, cache_creation_input_tokens: 500 },
}
priceTable('qwen', 'dashscope-cn.cny', [
  // 1,000 x 0.8 + 500 x 8: all output, not only the reasoning
  { about: 'thinking', model: 'qwen-plus', usage: qwenUsage, cost: '0.0048 CNY' },
  // 1,000 x 0.8 + 500 x 2
  { about: 'not thinking', model: 'qwen-plus', usage: qwenPlain, facts: { thinking: false }, cost: '0.0018 CNY' },
  { about: 'nobody said whether it thought', model: 'qwen-plus', usage: qwenPlain, cost: '0.0018 CNY?' },
  { about: 'by a dated id, probably the same', model: 'qwen-plus-2025-12-01', usage: qwenUsage, cost: '0.0048 CNY?' },
  // 128,001 x 2.4 + 10 x 24, then 256,001 x 4.8 + 10 x 64
  { about: 'over 128k, thinking', model: 'qwen-plus', usage: usageOf(128_001, 0, 10), cost: '0.3074424 CNY' },
  { about: 'over 256k, thinking', model: 'qwen-plus', usage: usageOf(256_001, 0, 10), cost: '1.2294448 CNY' },
  // 500 x 12 + 2,000 x 1.5 + 500 x 15 + 100 x 36
  { about: 'cache the service keeps by itself', model: 'qwen3.8-max', usage: qwenCached, cost: '0.0201 CNY' },
  // 500 x 12 + 2,000 x 1 + 500 x 15 + 100 x 36
  {
    about: 'cache asked for by name',
    model: 'qwen3.8-max',
    usage: qwenCached,
    facts: { explicitCache: true },
    cost: '0.0191 CNY',
  },
])
priceTable('qwen', 'dashscope-intl.usd', [
  // 256,000 x 0.5 + 10 x 3, then 256,001 x 2 + 10 x 6
  { about: '256,000 in', model: 'qwen3.7-plus', usage: usageOf(256_000, 0, 10), cost: '0.12803 USD' },
  { about: '256,001 in', model: 'qwen3.7-plus', usage: usageOf(256_001, 0, 10), cost: '0.512062 USD' },
  // 500 x 2 + 2,000 x 0.25 + 500 x 2.5 + 100 x 6
  { about: 'cached and written', model: 'qwen3.8-max', usage: qwenCached, cost: '0.00335 USD' },
  // 32,001 x 2.4 + 10 x 12
  { about: 'its second tier', model: 'qwen3-max', usage: usageOf(32_001, 0, 10), cost: '0.0769224 USD' },
])

const kimiUsage = {
  prompt_tokens: 3_000,
  completion_tokens: 120,
  total_tokens: 3_120,
  cached_tokens: 2_989,
  prompt_tokens_details: { cached_tokens: 2_989 },
}
priceTable('kimi', 'moonshot.usd', [
  // 11 x 3 + 2,989 x 0.3 + 120 x 15 = 2,729.7
  { about: 'cached under two names', model: 'kimi-k3', usage: kimiUsage, cost: '0.0027297 USD' },
  // 11 x 0.95 + 2,989 x 0.19 + 120 x 4 = 1,058.36
  { about: 'from the package', model: 'kimi-k2.7-code', usage: kimiUsage, cost: '0.00105836 USD' },
])
priceTable('kimi', 'moonshot.cny', [
  // 11 x 20 + 2,989 x 2 + 120 x 100
  { about: 'a list of its own', model: 'kimi-k3', usage: kimiUsage, cost: '0.018198 CNY' },
  { about: 'no price in this currency', model: 'kimi-k3.1-pro', usage: kimiUsage, cost: 'unknown' },
])

const glmUsage = {
  prompt_tokens: 1_000,
  completion_tokens: 105,
  total_tokens: 1_105,
  prompt_tokens_details: { cached_tokens: 400 },
}
priceTable('glm', 'zhipu.cny', [
  // 600 x 8 + 400 x 2 + 105 x 28
  { about: 'cached', model: 'glm-5.3', usage: glmUsage, cost: '0.00854 CNY' },
  // 600 x 0.4 + 400 x 0.115 + 105 x 1.4 = 433, then twice
  {
    about: 'the last moment at half price',
    model: 'glm-5.3-flash',
    usage: glmUsage,
    facts: { at: at('2026-09-09T23:59:59.999+08:00') },
    cost: '0.000433 CNY',
  },
  {
    about: 'the first at the full price',
    model: 'glm-5.3-flash',
    usage: glmUsage,
    facts: { at: at('2026-09-10T00:00:00+08:00') },
    cost: '0.000866 CNY',
  },
  { about: 'free', model: 'glm-4.7-flash', usage: glmUsage, cost: 'free' },
  { about: 'tiers of which only one is known', model: 'glm-4.7', usage: glmUsage, cost: 'unknown' },
])
priceTable('glm', 'zhipu.usd', [
  // 600 x 1.4 + 400 x 0.26 + 105 x 4.4
  { about: 'from the package', model: 'GLM-5.3', usage: glmUsage, cost: '0.001406 USD' },
])
