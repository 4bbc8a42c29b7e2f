import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseUsage } from '../../../electron/gateway/usage/normalise-usage.ts'
import { noTokens, totalTokens } from '../../../shared/model/usage.ts'

const own = { input: 70, output: 30, reasoning: 5 }
const exact = (tokens: object) => ({ tokens: { ...noTokens, ...tokens }, estimated: false })
const estimated = (tokens: object) => ({ tokens: { ...noTokens, ...tokens }, estimated: true })

describe('normaliseUsage', () => {
  it.each([
    [
      'OpenAI, cached reads and writes and reasoning inside',
      {
        prompt_tokens: 2006,
        completion_tokens: 300,
        total_tokens: 2306,
        prompt_tokens_details: { cached_tokens: 1920, cache_write_tokens: 40 },
        completion_tokens_details: { reasoning_tokens: 128 },
      },
      { input: 46, cachedRead: 1920, cacheWrite: 40, output: 172, reasoning: 128 },
    ],
    [
      'DeepSeek, hit and miss',
      {
        prompt_tokens: 100,
        completion_tokens: 20,
        total_tokens: 120,
        prompt_cache_hit_tokens: 64,
        prompt_cache_miss_tokens: 36,
      },
      { input: 36, cachedRead: 64, output: 20 },
    ],
    [
      'Kimi, cached at the top',
      { prompt_tokens: 3000, completion_tokens: 9, total_tokens: 3009, cached_tokens: 2989 },
      { input: 11, cachedRead: 2989, output: 9 },
    ],
    [
      'Qwen, cache creation',
      {
        prompt_tokens: 2000,
        completion_tokens: 10,
        prompt_tokens_details: { cached_tokens: 0, cache_creation_input_tokens: 1500 },
      },
      { input: 500, cacheWrite: 1500, output: 10 },
    ],
    [
      'Gemini, reasoning outside the completion',
      {
        prompt_tokens: 10,
        completion_tokens: 20,
        total_tokens: 130,
        completion_tokens_details: { reasoning_tokens: 100 },
      },
      { input: 10, output: 20, reasoning: 100 },
    ],
    [
      'DeepSeek, the whole prompt told only in its parts',
      { prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36, completion_tokens: 20 },
      { input: 36, cachedRead: 64, output: 20 },
    ],
    [
      'pictures and sound, in and out',
      {
        prompt_tokens: 1000,
        completion_tokens: 300,
        total_tokens: 1300,
        prompt_tokens_details: { cached_tokens: 100, image_tokens: 500, audio_tokens: 50, text_tokens: 450 },
        completion_tokens_details: { reasoning_tokens: 64, audio_tokens: 100, text_tokens: 200 },
      },
      { input: 350, cachedRead: 100, imageInput: 500, audioInput: 50, output: 136, reasoning: 64, audioOutput: 100 },
    ],
    [
      'cached and thinking both beside, as the total shows',
      {
        prompt_tokens: 40,
        completion_tokens: 20,
        total_tokens: 190,
        cached_tokens: 60,
        completion_tokens_details: { reasoning_tokens: 70 },
      },
      { input: 40, cachedRead: 60, output: 20, reasoning: 70 },
    ],
    [
      'a gap that reasoning does not fill is not reasoning',
      {
        prompt_tokens: 10,
        completion_tokens: 20,
        total_tokens: 99,
        completion_tokens_details: { reasoning_tokens: 8 },
      },
      { input: 10, output: 12, reasoning: 8 },
    ],
    ['the newer names', { input_tokens: 12, output_tokens: 3, total_tokens: 15 }, { input: 12, output: 3 }],
    ['a completion that only the total tells', { prompt_tokens: 12, total_tokens: 15 }, { input: 12, output: 3 }],
    [
      'nulls beside figures',
      { prompt_tokens: 5, completion_tokens: 6, prompt_tokens_details: null },
      { input: 5, output: 6 },
    ],
  ])('%s', (_, raw, tokens) => {
    expect(normaliseUsage(raw, own)).toEqual(exact(tokens))
  })

  it.each([
    ['nothing at all', null, { input: 70, output: 30, reasoning: 5 }],
    ['an empty object', {}, { input: 70, output: 30, reasoning: 5 }],
    ['strings', { prompt_tokens: '12', completion_tokens: '3' }, { input: 70, output: 30, reasoning: 5 }],
    ['negative counts', { prompt_tokens: -12, completion_tokens: 3 }, { input: 70, output: 3 }],
    ['fractions', { prompt_tokens: 1.5, completion_tokens: 3 }, { input: 70, output: 3 }],
    ['more than any model takes', { prompt_tokens: 1e15, completion_tokens: 3 }, { input: 70, output: 3 }],
    ['a prompt of zero', { prompt_tokens: 0, completion_tokens: 3, total_tokens: 3 }, { input: 70, output: 3 }],
    [
      'no completion although text came',
      { prompt_tokens: 9, completion_tokens: 0 },
      { input: 9, output: 30, reasoning: 5 },
    ],
    ['a total below the prompt', { prompt_tokens: 9, total_tokens: 3 }, { input: 9, output: 30, reasoning: 5 }],
    [
      'more cached than there was',
      { prompt_tokens: 10, completion_tokens: 3, cached_tokens: 25 },
      { cachedRead: 25, output: 3 },
    ],
    [
      'more reasoning than was written',
      { prompt_tokens: 10, completion_tokens: 3, completion_tokens_details: { reasoning_tokens: 50 } },
      { input: 10, reasoning: 3 },
    ],
    [
      'one broken figure among good ones',
      { prompt_tokens: 10, completion_tokens: 3, cached_tokens: 'many' },
      { input: 10, output: 3 },
    ],
  ])('marks as estimated: %s', (_, raw, tokens) => {
    expect(normaliseUsage(raw, own)).toEqual(estimated(tokens))
  })

  it('marks what is counted beyond what was sent, and lets it stand', () => {
    const raw = { prompt_tokens: 5_000, completion_tokens: 3 }
    expect(normaliseUsage(raw, { ...own, inputAtMost: 4_000 })).toEqual(estimated({ input: 5_000, output: 3 }))
    expect(normaliseUsage(raw, { ...own, inputAtMost: 5_000 })).toEqual(exact({ input: 5_000, output: 3 }))
    expect(normaliseUsage(raw, { ...own, inputAtMost: null })).toEqual(exact({ input: 5_000, output: 3 }))
  })

  it('marks cached tokens that overlap with pictures, which nobody can tell apart', () => {
    const raw = {
      prompt_tokens: 1000,
      completion_tokens: 3,
      prompt_tokens_details: { cached_tokens: 900, image_tokens: 500 },
    }
    expect(normaliseUsage(raw, own).estimated).toBe(true)
  })

  it('takes zero written for zero when nothing came', () => {
    const nothing = { input: 70, output: 0, reasoning: 0 }
    expect(normaliseUsage({ prompt_tokens: 9, completion_tokens: 0 }, nothing)).toEqual(exact({ input: 9 }))
  })

  it('gives whole counts that are never negative nor nothing, whatever a vendor sends', () => {
    const names = [
      'prompt_tokens',
      'completion_tokens',
      'total_tokens',
      'cached_tokens',
      'prompt_tokens_details',
      'completion_tokens_details',
      'reasoning_tokens',
      '__proto__',
    ]
    const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null), fc.boolean(), fc.bigInt())
    const body = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(value, fc.dictionary(fc.constantFrom(...names), value)),
    )
    fc.assert(
      fc.property(body, (raw) => {
        const { tokens } = normaliseUsage(raw, own)
        expect(Object.values(tokens).every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true)
        expect(totalTokens(tokens)).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
