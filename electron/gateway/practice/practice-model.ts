/**
 * The built-in practice model: no account, no network, no cost. It is not AI: it picks sentences and figures out of a text by
 * word statistics, and whatever shows it says so.
 */
export const practiceModel = {
  id: 'practice',
  /** Input and output together, counted by `countTokens`. */
  contextTokens: 16_000,
  /** What it writes at most when the request sets no cap. */
  defaultOutputTokens: 2_000,
} as const
