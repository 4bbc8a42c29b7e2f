import { describe, expect, it } from 'vitest'
import { fitOf, memoryFor, threadsFor } from '../../../../shared/rules/own-models/fit.ts'
import { listedModels } from '../../../../shared/rules/own-models/listed-models.ts'

const gigabyte = 1_000_000_000
const fits = (gigabytes: number) =>
  Object.fromEntries(listedModels.map((model) => [model.id, fitOf(model, { memoryBytes: gigabytes * gigabyte }).fit]))

describe('how a model fits', () => {
  it('judges the list for small, usual and large computers', () => {
    expect(fits(4)).toEqual({
      'qwen3-0.6b': 'well',
      'qwen3-1.7b': 'tightly',
      'granite-3.3-2b': 'tightly',
      'smollm3-3b': 'tightly',
      'qwen3-4b': 'not',
      'qwen3-8b': 'not',
    })
    expect(fits(8)).toMatchObject({ 'qwen3-1.7b': 'well', 'qwen3-4b': 'well', 'qwen3-8b': 'tightly' })
    expect(new Set(Object.values(fits(16)))).toEqual(new Set(['well']))
  })

  it('leaves half of the memory free, and gives what is left of it to the conversation', () => {
    for (const model of listedModels) {
      for (const memoryBytes of [4, 8, 16, 32, 64].map((size) => size * gigabyte)) {
        const { fit, contextTokens, memoryBytes: needed } = fitOf(model, { memoryBytes })
        expect(needed).toBe(memoryFor(model, contextTokens))
        if (fit === 'well') expect(needed).toBeLessThanOrEqual(memoryBytes / 2)
        if (fit === 'tightly') expect(contextTokens).toBe(2_048)
        expect(contextTokens).toBeLessThanOrEqual(model.trainedTokens)
      }
    }
  })

  it('never gives a model more room than it was trained for, nor trusts one that does not say', () => {
    const model = { bytes: gigabyte, trainedTokens: 1_024, bytesPerToken: 1_000 }
    expect(fitOf(model, { memoryBytes: 64 * gigabyte }).contextTokens).toBe(1_024)
    const silent = { bytes: gigabyte, trainedTokens: null, bytesPerToken: null }
    expect(fitOf(silent, { memoryBytes: 64 * gigabyte }).contextTokens).toBe(2_048)
  })

  it('leaves processors to everything else', () => {
    expect([1, 2, 4, 8, 16, 64].map(threadsFor)).toEqual([1, 1, 2, 4, 8, 8])
  })
})

describe('the list of models', () => {
  it('names every model once, with a fingerprint of its own and places that are protected', () => {
    for (const key of ['id', 'name', 'sha256', 'bytes'] as const) {
      expect(new Set(listedModels.map((model) => model[key])).size).toBe(listedModels.length)
    }
    for (const { sha256, sources } of listedModels) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(Object.keys(sources).length).toBeGreaterThan(0)
      for (const url of Object.values(sources))
        expect(url).toMatch(/^https:\/\/(modelscope\.cn|huggingface\.co)\/.*\.gguf$/)
    }
  })
})
