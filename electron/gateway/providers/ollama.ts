import { z } from 'zod'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { plainUsage } from '../usage/usage-rules.ts'
import { readOptional } from './ask-service.ts'
import { type Dialect, plainRules, type Service } from './dialect.ts'
import type { ListedModel } from './provider.ts'
import { nameOf } from './read-models.ts'

/** Ollama. Its context cannot be set through this API, and what does not fit may be dropped in silence. */
export const ollama: Dialect = {
  facts: dialectFacts.ollama,
  sources: [
    'ollama/ollama 0098875 openai/openai.go: usage, reasoning, errors (2026-11-23)',
    'https://raw.githubusercontent.com/ollama/ollama/main/docs/context-length.mdx: 4k below 24 GiB (2026-11-24)',
    'https://docs.ollama.com/api/ps: context_length of what is loaded (2026-11-24)',
    'ollama/ollama#17889, itayinbarr/little-coder#128: silent truncation (2026-11-23)',
  ],
  unverified: ['the context a model gets when it is loaded next, unless its own file sets num_ctx'],
  rulesFor: () => plainRules,
  usage: { ...plainUsage, mayCutInput: true },
  errors: {},
  balance: null,
  listModels,
  loadedContext: readLoadedContext,
}

/** What Ollama gives a model on a computer without a large graphics card, unless told otherwise. */
const usualContext = 4_096

const tagsSchema = z.looseObject({ models: z.array(z.looseObject({ name: z.string() })).nullish() })
const runningSchema = z.looseObject({
  models: z
    .array(z.looseObject({ name: z.string(), context_length: z.number().int().positive().nullish().catch(null) }))
    .nullish(),
})
const shownSchema = z.looseObject({
  parameters: z.string().nullish().catch(null),
  model_info: z.record(z.string(), z.unknown()).nullish().catch(null),
})

async function listModels(service: Service, signal: AbortSignal): Promise<ListedModel[] | null> {
  const tags = await readOptional(service, '/api/tags', tagsSchema, signal)
  if (tags === null) return null
  const models: ListedModel[] = []
  for (const tag of tags.models ?? []) {
    const name = nameOf(tag.name)
    if (name !== null) models.push({ name, contextTokens: await expectedContext(service, name, signal), price: null })
  }
  return models
}

/** What it has as it is loaded, else what it will have: its own setting, or the usual one within what it can. */
async function expectedContext(service: Service, model: string, signal: AbortSignal): Promise<number | null> {
  const told = await readLoadedContext(service, model, signal)
  if (told !== null) return told
  const shown = await readOptional(service, '/api/show', shownSchema, signal, { model })
  const longest = Object.entries(shown?.model_info ?? {}).find(([name]) => name.endsWith('.context_length'))?.[1]
  return typeof longest === 'number' && longest > 0 ? Math.min(longest, usualContext) : null
}

/** Only what the server tells as a fact: the context of the loaded model, or the one its file sets. */
async function readLoadedContext(service: Service, model: string, signal: AbortSignal): Promise<number | null> {
  const running = await readOptional(service, '/api/ps', runningSchema, signal)
  const loaded = running?.models?.find(({ name }) => name === model || name === `${model}:latest`)
  if (loaded?.context_length) return loaded.context_length
  const shown = await readOptional(service, '/api/show', shownSchema, signal, { model })
  const set = /^num_ctx\s+(\d{1,9})\s*$/m.exec(shown?.parameters ?? '')?.[1]
  return set === undefined ? null : Number(set)
}
