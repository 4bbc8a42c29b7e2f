import { describe, expect, it } from 'vitest'
import { type DialectName, modelSchema } from '../../../../shared/model/provider.ts'
import { factsOf, listedFacts } from '../../../../shared/rules/facts/model-facts.ts'
import { nothingKnown } from '../../../../shared/rules/facts/model-book.ts'

describe('what is known of a model by its name', () => {
  it.each<[DialectName, string, object]>([
    ['openai', 'gpt-6-luna', { grade: 'light', vision: true, contextTokens: 1_050_000 }],
    ['openai', 'gpt-5.4-mini-2026-04-23', { grade: 'middle', tools: true }],
    ['deepseek', 'DeepSeek-V4-Pro', { grade: 'strong', vision: false }],
    ['doubao', 'doubao-seed-2-0-lite-260228', { grade: 'middle', contextTokens: 256_000 }],
    ['qwen', 'qwen3.8-flash', { grade: 'light', vision: true }],
    ['openrouter', 'z-ai/glm-5.3-flash:free', { grade: 'middle', vision: true }],
    ['ollama', 'qwen3:8b', { grade: 'light', tools: true, languages: ['en', 'zh'], contextTokens: null }],
    ['ollama', 'llama3.3:70b', { grade: 'middle', languages: ['en'] }],
    ['lm-studio', 'qwen/qwen3-30b-a3b-2507', { grade: 'middle', thinking: true }],
    ['llama-cpp', 'Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf', { grade: 'light', tools: true, vision: false }],
  ])('%s %s', (dialect, name, expected) => {
    expect(listedFacts(dialect, name)).toMatchObject(expected)
  })

  it.each<[DialectName, string]>([
    ['openai', 'gpt-99'],
    ['compatible', 'gpt-5.5'],
    ['openrouter', 'somebody/gpt-5.5'],
    ['openrouter', 'gpt-5.5'],
    ['ollama', 'my-own-model'],
  ])('is nothing for %s %s', (dialect, name) => {
    expect(listedFacts(dialect, name)).toEqual(nothingKnown)
  })
})

it('lets the owner’s word win, fact by fact', () => {
  const model = modelSchema.parse({
    providerId: 'p',
    name: 'gpt-6-luna',
    contextTokens: 8_000,
    price: null,
    facts: { grade: 'strong', vision: false },
  })
  expect(factsOf('openai', model)).toMatchObject({ contextTokens: 8_000, grade: 'strong', vision: false, tools: true })
})
