import { z } from 'zod'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { cachedInside } from '../usage/usage-rules.ts'
import { readOptional } from './ask-service.ts'
import { type Dialect, plainRules, type Service } from './dialect.ts'
import { readModelList } from './read-models.ts'

/** The server of llama.cpp: it says its context and refuses what is longer. */
export const llamaCpp: Dialect = {
  facts: dialectFacts['llama-cpp'],
  sources: [
    'ggml-org/llama.cpp tools/server/server-task.cpp: usage, timings (2026-11-23)',
    'https://mvysny.github.io: /props gives n_ctx per slot (2026-11-23)',
    'NousResearch/hermes-agent agent/model_metadata_llamacpp.py: /props in router mode (2026-11-24)',
  ],
  unverified: ['503 while a model is loading', 'whether a context shift is still on anywhere by default'],
  rulesFor: () => plainRules,
  usage: { ...cachedInside, mayCutInput: true },
  errors: { tooLong: { names: ['exceed_context_size_error'], text: null } },
  balance: null,
  async listModels(service, signal) {
    const models = await readModelList(service, signal)
    const slot = await slotContext(service, signal)
    // What the model was trained for is more than one slot has.
    return models?.map((model) => ({ ...model, contextTokens: slot ?? model.contextTokens })) ?? null
  },
  loadedContext: (service, _model, signal) => slotContext(service, signal),
}

const propsSchema = z.looseObject({
  default_generation_settings: z.looseObject({ n_ctx: z.number().int().positive().nullish().catch(null) }),
})

/** Whether `/props` answers as llama.cpp's does. */
export async function isLlamaCpp(service: Service, signal: AbortSignal): Promise<boolean> {
  return (await readOptional(service, '/props', propsSchema, signal)) !== null
}

async function slotContext(service: Service, signal: AbortSignal): Promise<number | null> {
  const props = await readOptional(service, '/props', propsSchema, signal)
  return props?.default_generation_settings.n_ctx ?? null
}
