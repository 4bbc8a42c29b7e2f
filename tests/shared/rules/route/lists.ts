import type { z } from 'zod'
import type { ModelNeeds } from '../../../../shared/model/facts.ts'
import { type modelSchema, type Provider, providerSchema } from '../../../../shared/model/provider.ts'
import { at } from '../../../helpers/things.ts'

export const noon = at('2026-11-25T04:00:00Z')

/** A price with nothing but input and output, in micro-units per million. */
export function priceOf(currency: string, input: number, output = input) {
  return {
    kind: 'rates' as const,
    currency,
    rates: { input, output, cachedRead: null, cacheWrite: null, reasoning: null },
    validFrom: 0,
    source: 'test',
  }
}

type ModelInput = Omit<Partial<z.input<typeof modelSchema>>, 'providerId'> & { name: string }

/** A service with these models; they can do everything unless they say otherwise. */
export function listed(
  id: string,
  models: ModelInput[],
  changes: Partial<z.input<typeof providerSchema>> = {},
): Provider {
  return providerSchema.parse({
    id,
    dialect: 'compatible',
    name: id.toUpperCase(),
    baseUrl: `https://${id}.example/v1`,
    keyStorage: 'none',
    models: models.map((model) => ({
      providerId: id,
      contextTokens: 100_000,
      price: null,
      ...model,
      facts: { tools: true, vision: true, languages: ['en', 'zh'], ...model.facts },
    })),
    createdAt: 0,
    ...changes,
  })
}

/** What is asked of a model when a test asks nothing else. */
export function needing(changes: Partial<ModelNeeds> = {}): ModelNeeds {
  return {
    contextTokens: 4_000,
    tools: false,
    vision: false,
    language: null,
    grade: 'light',
    work: { calls: 10, input: 1_000, output: 100 },
    ...changes,
  }
}
