import type { TokenCounts } from '../../../shared/model/usage.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import type { RawUsage } from '../wire/chat.ts'
import { readUsage } from './read-usage.ts'
import { plainUsage, type UsageRules } from './usage-rules.ts'

/** Tokens of a call as they will be charged; `estimated` when any of them is our own count or the vendor contradicts itself. */
export type CallUsage = { tokens: TokenCounts; estimated: boolean }

/** Our own count of what was sent and received, for what the vendor does not say. */
export type OwnCount = {
  input: number
  output: number
  reasoning: number
  /** What the text that was sent cannot exceed; null or left out where nobody can say, as with pictures. */
  inputAtMost?: number | null
}

/**
 * Turns a vendor's usage object into counts that do not overlap. What it does not say is taken from our own count, and marked; so
 * is what it says beyond what was sent, though it stands, since the vendor charges by it.
 */
export function normaliseUsage(raw: RawUsage | null, own: OwnCount, rules: UsageRules = plainUsage): CallUsage {
  if (raw === null) {
    return {
      tokens: { ...noTokens, input: own.input, output: own.output, reasoning: own.reasoning },
      estimated: true,
    }
  }
  const { counts, doubtful } = readUsage(raw, rules)
  const cachedRead = counts.cachedRead ?? 0
  const cacheWrite = counts.cacheWrite ?? 0
  const imageInput = counts.imageInput ?? 0
  const audioInput = counts.audioInput ?? 0
  const aside = cachedRead + cacheWrite + imageInput + audioInput
  const input = counts.input ?? Math.max(0, own.input - aside)
  const isMoreThanSent = typeof own.inputAtMost === 'number' && input + aside > own.inputAtMost
  const read = { input, cachedRead, cacheWrite, imageInput, audioInput }

  const { output, reasoning, audioOutput } = counts
  // A completion of zero beside text that was received (GLM, LM Studio) says nothing.
  const saysNothing = output === null || reasoning === null || (output + reasoning === 0 && (audioOutput ?? 0) === 0)
  if (saysNothing && (output === null || own.output + own.reasoning > 0)) {
    return { tokens: { ...noTokens, ...read, output: own.output, reasoning: own.reasoning }, estimated: true }
  }
  return {
    tokens: { ...noTokens, ...read, output: output ?? 0, reasoning: reasoning ?? 0, audioOutput: audioOutput ?? 0 },
    estimated: doubtful || counts.input === null || isMoreThanSent,
  }
}

/**
 * True when a server seems to have dropped a part of the input in silence: it counted far less than was sent, or its count sits at
 * the end, or the half, of what its context holds while more was sent (dialects.md, section 9). A suspicion, no proof.
 */
export function mayHaveCutInput(
  raw: RawUsage | null,
  own: Pick<OwnCount, 'input'>,
  rules: UsageRules,
  contextTokens: number | null,
): boolean {
  if (!rules.mayCutInput || raw === null) return false
  const { counts } = readUsage(raw, rules)
  if (counts.input === null) return false
  const seen = counts.input + (counts.cachedRead ?? 0) + (counts.cacheWrite ?? 0) + (counts.imageInput ?? 0)
  const isFarBelow = own.input > smallInput && seen < own.input / 2
  const sitsAt = (limit: number): boolean => Math.abs(seen - limit) <= Math.max(8, limit * 0.02)
  const isAtLimit = contextTokens !== null && (sitsAt(contextTokens) || sitsAt(contextTokens / 2))
  return isFarBelow || (isAtLimit && own.input > seen * 1.1)
}

/** Below this many tokens our own count is too rough to suspect anyone by. */
const smallInput = 1_000
