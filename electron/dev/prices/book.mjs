import { lists as dashscope } from './facts/dashscope.mjs'
import { lists as deepseek } from './facts/deepseek.mjs'
import { lists as moonshot } from './facts/moonshot.mjs'
import { lists as openai } from './facts/openai.mjs'
import { lists as volcengine } from './facts/volcengine.mjs'
import { lists as zhipu } from './facts/zhipu.mjs'
import { printJson } from './print-json.mjs'
import { packageName, packageSource, readPackage } from './read-package.mjs'
import { disagreements, knownToSecond, secondName } from './second-source.mjs'

const allLists = { ...deepseek, ...openai, ...volcengine, ...dashscope, ...moonshot, ...zhipu }

/** The price book as file names and texts, with what the two sources disagree on. The same every time. */
export function buildBook() {
  const files = {}
  const notes = []
  for (const [name, facts] of Object.entries(allLists)) {
    const list = { ...facts, models: [...facts.models] }
    const leftOut = facts.feed === null ? [] : addFromPackage(list)
    files[`${name}.json`] = printJson(fileOf(list))
    const at = `${asOf(list)}T23:59:59Z`
    const lines = disagreements(name, list, at)
    notes.push(`${name}: ${list.models.length} models, ${knownToSecond(list)} also in ${secondName}`)
    notes.push(...lines.map((line) => `  differs: ${line}`), ...leftOut.map((line) => `  left out: ${line}`))
  }
  return { files, notes }
}

function addFromPackage(list) {
  const known = new Set(list.models.flatMap(namesOf))
  const { models, leftOut } = readPackage(list.feed, known)
  list.models.push(...models)
  if (models.length > 0) list.sources = { ...list.sources, package: packageSource }
  return leftOut
}

function namesOf({ id, aliases = [], doubtfulAliases = [] }) {
  return [id, ...aliases, ...doubtfulAliases].map((name) => name.toLowerCase())
}

function fileOf(list) {
  const used = new Set(list.models.flatMap(({ prices }) => prices.map(({ source }) => source)))
  const sources = Object.fromEntries(Object.entries(list.sources).filter(([key]) => used.has(key)))
  return {
    vendor: list.vendor,
    currency: list.currency,
    asOf: asOf(list),
    builtFrom: builtFrom(list),
    sources,
    datedIds: list.datedIds,
    models: list.models.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
  }
}

function builtFrom(list) {
  const lines = ['facts with their sources, kept by hand']
  if (list.feed !== null) lines.push(`the rest: ${packageName}`)
  if (list.checkFeed !== null) lines.push(`checked against: ${packageName}`)
  if (list.second !== null) lines.push(`checked against: ${secondName}`)
  return lines
}

function asOf(list) {
  return Object.values(list.sources)
    .map(({ seenOn }) => seenOn)
    .toSorted()
    .at(-1)
}
