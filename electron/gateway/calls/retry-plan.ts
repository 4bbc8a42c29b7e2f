import type { Retry } from '../providers/provider.ts'

/** How often a call is sent at most before its failure is told. */
export const mostTries = 4
const firstWait = 1_000
/** The longest wait between two tries, whatever a service asks for. */
export const longestWait = 60_000

/**
 * How long to wait before a call is sent again, in milliseconds, or null when it is not. What the service asks for is kept, up to
 * a minute; else the wait doubles from one second, shortened at random by up to half so that waiting calls do not return together.
 */
export function waitBeforeTry(retry: Retry, triesMade: number, random: () => number): number | null {
  if (retry.kind === 'never' || triesMade >= mostTries) return null
  const asked = retry.kind === 'service' ? retry.afterMilliseconds : null
  const wait = asked ?? firstWait * 2 ** (triesMade - 1) * (1 - random() / 2)
  return Math.min(longestWait, Math.ceil(wait))
}
