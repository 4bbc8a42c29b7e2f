import { describe, expect, it } from 'vitest'
import { countTokens, halved, roomFor } from '../../../electron/runner/summaries/room.ts'
import { CodedError } from '../../../shared/contract/errors.ts'

const messages = [{ role: 'user' as const, content: 'Summarize the document below.' }]

describe('the room of a context', () => {
  it.each([2_048, 4_096, 8_000, 16_000, 32_000, 128_000, 1_000_000])(
    'holds our words, the material and the answer, with a quarter to spare, at %i tokens',
    (contextTokens) => {
      const { material, answer } = roomFor(contextTokens, messages)
      const own = countTokens(messages[0]?.content ?? '')
      expect((material + own) * 1.25 + answer).toBeLessThanOrEqual(contextTokens)
      expect(material).toBeGreaterThan(contextTokens > 200_000 ? 0 : contextTokens * 0.45)
    },
  )

  it('never sends so much at once that vendors double the price, and never asks for endless answers', () => {
    expect(roomFor(1_000_000, messages)).toEqual({ material: 120_000, answer: 8192 })
  })

  it('refuses a model that takes in too little to summarize anything', () => {
    expect(() => roomFor(1_000, messages)).toThrow(CodedError)
    expect(() => roomFor(1_000, messages)).toThrow('model.contextTooSmall')
  })

  it('can be halved until too little is left', () => {
    expect(halved({ material: 4000, answer: 500 })).toEqual({ material: 2000, answer: 500 })
    expect(() => halved({ material: 1100, answer: 500 })).toThrow('model.contextTooSmall')
  })
})
