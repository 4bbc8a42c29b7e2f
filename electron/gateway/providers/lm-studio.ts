import { z } from 'zod'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { plainUsage } from '../usage/usage-rules.ts'
import { readOptional } from './ask-service.ts'
import { type Dialect, plainRules, type Service } from './dialect.ts'
import type { ListedModel } from './provider.ts'
import { nameOf, readModelList } from './read-models.ts'

/** LM Studio. What does not fit may come back as an empty answer with full usage. */
export const lmStudio: Dialect = {
  facts: dialectFacts['lm-studio'],
  sources: [
    'https://lmstudio.ai/docs/api/rest-api: /api/v1/models since 0.4, /api/v0/models before (2026-11-24)',
    'lmstudio-ai/lmstudio-bug-tracker#2339: overflow (2026-11-23)',
  ],
  unverified: [
    'names of cached and reasoning tokens in its usage',
    'the context a model gets when it is loaded next (4,096 is assumed)',
    'where loaded_instances keeps the context (config.context_length is read)',
  ],
  rulesFor: () => plainRules,
  usage: { ...plainUsage, mayCutInput: true },
  errors: {
    tooLong: { names: [], text: /greater than the context length|context overflow|number of tokens to keep/i },
  },
  balance: null,
  listModels: async (service, signal) =>
    (await ownModels(service, signal))?.map(listed) ?? readModelList(service, signal),
  async loadedContext(service, model, signal) {
    const models = await ownModels(service, signal)
    return models?.find(({ names }) => names.includes(model))?.loaded ?? null
  },
}

const usualContext = 4_096

type OwnModel = { names: string[]; longest: number | null; loaded: number | null }

function listed({ names, longest, loaded }: OwnModel): ListedModel {
  const name = nameOf(names[0])
  if (name === null) throw new RangeError('a model without a name')
  return { name, contextTokens: loaded ?? (longest === null ? null : Math.min(longest, usualContext)), price: null }
}

const context = z.number().int().positive().nullish().catch(null)
const newSchema = z.looseObject({
  models: z.array(
    z.looseObject({
      key: z.string().min(1).max(200),
      type: z.string().nullish(),
      max_context_length: context,
      loaded_instances: z
        .array(
          z.looseObject({ id: z.string().nullish(), config: z.looseObject({ context_length: context }).nullish() }),
        )
        .nullish()
        .catch(null),
    }),
  ),
})
const oldSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string().min(1).max(200),
      type: z.string().nullish(),
      max_context_length: context,
      loaded_context_length: context,
    }),
  ),
})

/** The models that write text, as LM Studio's own API names them; null where it is none. */
export async function ownModels(service: Service, signal: AbortSignal): Promise<OwnModel[] | null> {
  const now = await readOptional(service, '/api/v1/models', newSchema, signal)
  if (now !== null) {
    return now.models.filter(writesText).map(({ key, max_context_length, loaded_instances }) => {
      const instances = loaded_instances ?? []
      const ids = instances.flatMap(({ id }) => id ?? [])
      const contexts = instances.flatMap(({ config }) => config?.context_length ?? [])
      // Of several, any may answer.
      const loaded = contexts.length === 0 ? null : Math.min(...contexts)
      return { names: [key, ...ids], longest: max_context_length ?? null, loaded }
    })
  }
  const before = await readOptional(service, '/api/v0/models', oldSchema, signal)
  return (
    before?.data.filter(writesText).map(({ id, max_context_length, loaded_context_length }) => ({
      names: [id],
      longest: max_context_length ?? null,
      loaded: loaded_context_length ?? null,
    })) ?? null
  )
}

function writesText({ type }: { type?: string | null | undefined }): boolean {
  return type !== 'embedding' && type !== 'embeddings'
}
