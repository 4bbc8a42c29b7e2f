import { estimateTokenCount } from 'tokenx'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Message } from '../model/ask.ts'

/** How much of a model's context is for material and how much for its answer, in tokens by `countTokens`. */
export type Room = { readonly material: number; readonly answer: number }

/** An estimate; vendors count differently, which is what `caution` is for. */
export function countTokens(text: string): number {
  return text === '' ? 0 : estimateTokenCount(text)
}

/** Vendors' own counts of ordinary text stay within a quarter of the estimate. */
const caution = 1.25
/** A thinking model writes far more than its summary. */
const longestAnswer = 8192
/** Beyond it answers get vaguer, and some vendors double the price (OpenAI above 272,000 tokens of input). */
const mostMaterial = 120_000
/** Two summaries must fit, or merging never ends. */
const leastMaterial = 600

/**
 * Divides a context among our own words, the material and the answer.
 *
 * @param empty the messages as they are with no material in them
 * @throws CodedError model.contextTooSmall
 */
export function roomFor(contextTokens: number, empty: readonly Message[]): Room {
  const answer = Math.min(longestAnswer, Math.floor(contextTokens / 4))
  const own = empty.reduce((sum, message) => sum + countTokens(message.content), 0)
  const material = Math.min(mostMaterial, Math.floor((contextTokens - answer) / caution) - own)
  if (material < leastMaterial) throw tooSmall(contextTokens)
  return { material, answer }
}

/** Half the room, for a model that takes in less than its stated size. */
export function halved(room: Room): Room {
  const material = Math.floor(room.material / 2)
  if (material < leastMaterial) throw tooSmall(room.material)
  return { ...room, material }
}

function tooSmall(tokens: number): CodedError {
  return new CodedError('model.contextTooSmall', { tokens })
}
