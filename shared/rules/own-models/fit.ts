import type { FileFacts } from '../../model/own-model.ts'

/** `well`: half of the memory is left for everything else; `tightly`: a quarter; `not`: less. */
export type Fit = 'well' | 'tightly' | 'not'

/** What a model works with besides its weights and the conversation. */
const workingBytes = 300_000_000
/** Assumed of a file that does not say it: what a model of eight billion parts takes. */
const usualBytesPerToken = 147_456

const shareWell = 0.5
const shareAtMost = 0.75

/** From the largest to the smallest room for a conversation; with less, hardly a document fits. */
const contexts = [16_384, 8_192, 4_096, 2_048] as const
const smallestContext = 2_048

/** Memory a model takes while it works with so many tokens. */
export function memoryFor(model: FileFacts, contextTokens: number): number {
  return model.bytes + workingBytes + contextTokens * (model.bytesPerToken ?? usualBytesPerToken)
}

/** How a model fits into a computer with so much memory, and how much it may take in there. */
export function fitOf(
  model: FileFacts,
  computer: { memoryBytes: number },
): { fit: Fit; contextTokens: number; memoryBytes: number } {
  const most = model.trainedTokens ?? smallestContext
  const tried = contexts.map((tokens) => Math.min(tokens, most))
  const least = Math.min(smallestContext, most)
  const roomy = tried.find((tokens) => memoryFor(model, tokens) <= computer.memoryBytes * shareWell)
  const contextTokens = roomy ?? least
  const memoryBytes = memoryFor(model, contextTokens)
  if (roomy !== undefined) return { fit: 'well', contextTokens, memoryBytes }
  return { fit: memoryBytes <= computer.memoryBytes * shareAtMost ? 'tightly' : 'not', contextTokens, memoryBytes }
}

/** So many threads leave the computer usable: processors often count double, and half of them are the real ones. */
export function threadsFor(cores: number): number {
  return Math.max(1, Math.min(8, Math.floor(cores / 2)))
}
