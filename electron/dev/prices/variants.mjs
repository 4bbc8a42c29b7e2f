import { times } from './decimals.mjs'

/** The ways vendors vary a price, each for the whole request. */

export const above = (tokens) => ({ inputAbove: { tokens, inclusive: false } })

/** Rates multiplied: everything read by one factor, everything written by another. */
export function scaleRates(rates, { read, written }) {
  const isWritten = (kind) => kind === 'output' || kind === 'reasoning' || kind === 'audioOutput'
  return Object.fromEntries(
    Object.entries(rates).map(([kind, rate]) => [kind, times(rate, isWritten(kind) ? written : read)]),
  )
}

/** Tiers by total input: `[[0, base], [32_000, rates], ...]`, each for more input than its number. The dearest comes first. */
export function inputTiers([[, rates], ...tiers]) {
  const variants = tiers
    .map(([tokens, tierRates]) => ({
      name: `input over ${thousands(tokens)}`,
      when: above(tokens),
      rates: tierRates,
    }))
    .toReversed()
  return { rates, variants }
}

/** A tier with a price of its own for thinking. */
export function withThinking(name, when, rates, output) {
  const label = name === null ? 'thinking' : `${name}, thinking`
  const thinking = { name: label, when: { ...when, thinking: true }, rates: { ...rates, output } }
  return name === null ? [thinking] : [thinking, { name, when, rates }]
}

export function thousands(tokens) {
  return tokens % 1_000 === 0 ? `${tokens / 1_000}k` : String(tokens)
}
