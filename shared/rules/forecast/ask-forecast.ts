import type { Scenario, StepForecast, StepOutlook, Texts } from '../../steps/definition.ts'
import { mergeCalls, partsOf } from './map-reduce.ts'
import { divideContext } from './room.ts'

/** What of the answer that was asked for is written: models are briefer than they may be, or think aloud and go far beyond it. */
const written: Record<Scenario, number> = { low: 0.4, expected: 1, high: 3 }
/** The tag around a document, with its name. */
const tagTokens = 30

/**
 * The calls of a step that puts one question about every text, or one about all of them; long texts go in parts that are merged.
 *
 * @param own tokens of our own words and the owner's around the material
 * @param answer tokens of one usual answer; `asLong`: as long as the text itself
 */
export function askForecast(
  { scenario, given, contextTokens, language }: StepOutlook,
  { own, answer, isTogether }: { own: number; answer: number | 'asLong'; isTogether: boolean },
): StepForecast {
  const room = divideContext(contextTokens, own)
  if (room === null || given.length === 0) return { calls: [], gives: [] }
  const asked = isTogether ? [togetherOf(given, language)] : given
  const calls: StepForecast['calls'][number][] = []
  const gives: Texts[number][] = []
  for (const text of asked) {
    const parts = partsOf(text.tokens, room.material)
    const pieces = parts.reduce((sum, part) => sum + part.calls, 0)
    const whole = Math.round((answer === 'asLong' ? text.tokens : answer) * written[scenario])
    const each = Math.max(
      1,
      Math.min(room.answer, answer === 'asLong' ? Math.ceil(whole / Math.max(1, pieces)) : whole),
    )
    for (const part of parts) {
      calls.push({ calls: part.calls * text.count, input: part.tokens + own, output: each, language: text.language })
    }
    if (pieces > 1 && answer !== 'asLong') {
      const merges = mergeCalls(pieces * (each + tagTokens), {
        material: room.material,
        own,
        answer: each,
        around: tagTokens,
      })
      for (const merge of merges) calls.push({ ...merge, calls: merge.calls * text.count, language: text.language })
    }
    gives.push({ tokens: answer === 'asLong' ? whole : each, count: text.count, language: text.language })
  }
  return { calls, gives }
}

function togetherOf(given: Texts, language: StepOutlook['language']): Texts[number] {
  const tokens = given.reduce((sum, text) => sum + text.count * (text.tokens + tagTokens), 0)
  return { tokens, count: 1, language }
}
