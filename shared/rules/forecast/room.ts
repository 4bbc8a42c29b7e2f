/** How much of a model's context is for material and how much for its answer, in tokens of our own count. */
export type Room = { readonly material: number; readonly answer: number }

/** Vendors' own counts of ordinary text stay within a quarter of ours. */
const caution = 1.25
/** A thinking model writes far more than its summary. */
const longestAnswer = 8192
/** Beyond it answers get vaguer, and some vendors double the price (OpenAI above 272,000 tokens of input). */
const mostMaterial = 120_000
/** Two summaries must fit, or merging never ends. */
export const leastMaterial = 600

/** In a context of this size a page or two fit beside our own words, so that a document of any length can be worked through in parts. */
export const leastContext = 2_048

/** Divides a context among our own words, the material and the answer; null when it is too small to work in. */
export function divideContext(contextTokens: number, ownTokens: number): Room | null {
  const answer = Math.min(longestAnswer, Math.floor(contextTokens / 4))
  const material = Math.min(mostMaterial, Math.floor((contextTokens - answer) / caution) - ownTokens)
  return material < leastMaterial ? null : { material, answer }
}
