import { describe, expect, test } from 'vitest'
import { noTokens } from '../../../shared/model/usage.ts'
import { calibrationOf, inHumanTerms } from '../../../shared/rules/human-terms.ts'

describe('tokens in human terms', () => {
  test.each([
    [1, 'en', 'sentences', 1],
    [30, 'en', 'sentences', 2],
    [666, 'en', 'sentences', 33],
    [667, 'en', 'pages', 1],
    [10_000, 'en', 'pages', 15],
    [15, 'zh-CN', 'sentences', 1],
    [419, 'zh-CN', 'sentences', 28],
    [420, 'zh-CN', 'pages', 1],
    [4_200, 'zh-CN', 'pages', 10],
    [10_000, 'fr', 'pages', 15],
  ] as const)('%i tokens in %s are %s: %i', (input, language, unit, count) => {
    expect(inHumanTerms({ ...noTokens, input }, language)).toEqual({ unit, count })
  })

  test('everything that is text counts, whether new, reused, written or thought', () => {
    const tokens = { ...noTokens, input: 200, cachedRead: 200, cacheWrite: 200, output: 400, reasoning: 1_000 }
    expect(inHumanTerms(tokens, 'en')).toEqual({ unit: 'pages', count: 3 })
  })

  test('pictures and sound are no sentences', () => {
    const seen = { ...noTokens, imageInput: 5_000, audioInput: 400, audioOutput: 300 }
    expect(inHumanTerms(seen, 'en')).toBeNull()
    expect(inHumanTerms({ ...seen, output: 30 }, 'en')).toEqual({ unit: 'sentences', count: 2 })
    expect(inHumanTerms(noTokens, 'zh-CN')).toBeNull()
  })

  test('each calibration names whose figure it is', () => {
    expect(calibrationOf('en-GB').source).toBe('OpenAI')
    expect(calibrationOf('zh').source).toBe('DeepSeek')
  })
})
