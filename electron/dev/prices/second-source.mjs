import { findProvider } from '@pydantic/genai-prices'
import { packageRates } from './read-package.mjs'

export const secondName = '@pydantic/genai-prices 0.1.8'
const kinds = {
  input: 'input_mtok',
  cachedRead: 'cache_read_mtok',
  cacheWrite: 'cache_write_mtok',
  output: 'output_mtok',
}

/**
 * Where a list and the second source differ, one line each. The second source's prices by the hour are left aside: it knows
 * neither weekends nor holidays. CNY is compared at the rate the second source itself divided by, never written anywhere.
 */
export function disagreements(name, list, at) {
  return [...againstSecond(name, list, at), ...againstPackage(name, list, at)]
}

/** How many models of a list the second source knows as well. */
export function knownToSecond(list) {
  const known = new Set(secondModels(list).flatMap(names))
  return list.models.filter(({ id }) => known.has(id.toLowerCase())).length
}

function againstSecond(name, list, at) {
  const others = secondModels(list)
  return list.models.flatMap((model) => {
    const theirs = others.find((other) => names(other).includes(model.id.toLowerCase()))
    const ours = recordAt(model.prices, at)
    if (theirs === undefined || ours?.rates === undefined) return []
    return compare(`${name} ${model.id}`, ours, pricesAt(theirs.prices, at), list.second.unitsPerUsd)
  })
}

function secondModels({ second }) {
  if (second === null) return []
  const provider = findProvider({ providerId: second.provider })
  if (provider === undefined) throw new Error(`${secondName} has no provider ${second.provider}`)
  return provider.models
}

function compare(label, ours, theirs, unitsPerUsd) {
  const lines = []
  for (const [kind, key] of Object.entries(kinds)) {
    const mine = ours.rates[kind]
    const other = theirs[key]
    if (mine === undefined && other === undefined) continue
    const base = typeof other === 'object' ? other.base : other
    if (!same(mine, base, unitsPerUsd))
      lines.push(`${label} ${kind}: ${mine ?? 'none'}, second source ${base ?? 'none'}`)
  }
  const mine = ours.variants?.find(({ when }) => when.inputAbove !== undefined && Object.keys(when).length === 1)
  const tier = typeof theirs.input_mtok === 'object' ? theirs.input_mtok.tiers.at(-1) : undefined
  if (mine !== undefined && tier !== undefined && mine.when.inputAbove.tokens !== tier.start) {
    lines.push(`${label} long input: above ${mine.when.inputAbove.tokens}, second source above ${tier.start}`)
  }
  if ((mine === undefined) !== (tier === undefined)) {
    lines.push(
      `${label} long input: ${mine === undefined ? 'none' : 'a tier'}, second source ${tier === undefined ? 'none' : 'a tier'}`,
    )
  }
  return lines
}

/** Conversions are rounded to three digits, so they agree within half a percent or half of the last digit. */
function same(mine, other, unitsPerUsd) {
  if (mine === undefined || other === undefined) return mine === other
  if (unitsPerUsd === null) return Number(mine) === other
  const converted = Number(mine) / Number(unitsPerUsd)
  return Math.abs(converted - other) <= Math.max(0.0006, 0.005 * other)
}

/**
 * Facts beside the package's figures, which are USD with five decimals: those that were recovered from converted figures must
 * give those figures back.
 */
function againstPackage(name, { models, checkFeed }, at) {
  if (checkFeed === null) return []
  return models.flatMap(({ id, prices }) => {
    const theirs = packageRates(checkFeed.provider, id)
    const ours = recordAt(prices, at)
    if (theirs === null || ours === null) return []
    return Object.keys(kinds).flatMap((kind) => {
      const mine = ours.rates[kind]
      if (mine === undefined && theirs[kind] === undefined) return []
      const back = mine === undefined ? 'none' : (Number(mine) / Number(checkFeed.unitsPerUsd)).toFixed(5)
      const agrees =
        mine !== undefined && theirs[kind] !== undefined && Math.abs(Number(back) - Number(theirs[kind])) < 0.000015
      return agrees
        ? []
        : [
            `${name} ${id} ${kind}: ${mine ?? 'none'}${checkFeed.unitsPerUsd === '1' ? '' : ` is ${back} USD`}, the package has ${theirs[kind] ?? 'none'}`,
          ]
    })
  })
}

/** The prices of that day; those for hours of the day are passed over. */
function pricesAt(prices, at) {
  if (!Array.isArray(prices)) return prices
  const begun = prices.filter(
    ({ constraint }) =>
      constraint === undefined || (constraint.type === 'start_date' && constraint.start_date <= at.slice(0, 10)),
  )
  return begun.at(-1).prices
}

function recordAt(prices, at) {
  return prices.findLast(({ validFrom }) => validFrom <= at) ?? null
}

function names({ id, match }) {
  return [id.toLowerCase(), ...equals(match)]
}

function equals(match) {
  if (match?.equals !== undefined) return [match.equals.toLowerCase()]
  return (match?.or ?? []).flatMap(equals)
}
