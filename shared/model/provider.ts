import { z } from 'zod'
import { instantSchema, modelNameSchema, providerIdSchema } from './brand.ts'
import { ownFactsSchema } from './facts.ts'
import { priceSchema } from './price.ts'

/** How a provider speaks; each has one file in electron/gateway/providers. */
export const dialectNames = [
  'practice',
  'compatible',
  'openai',
  'deepseek',
  'doubao',
  'qwen',
  'kimi',
  'glm',
  'openrouter',
  'ollama',
  'lm-studio',
  'llama-cpp',
  'own',
] as const
export const dialectNameSchema = z.enum(dialectNames)
export type DialectName = z.infer<typeof dialectNameSchema>
/** The dialects that are spoken to a service; the practice model and own models are built in. */
export const serviceDialectSchema = dialectNameSchema.exclude(['practice', 'own'])
export type ServiceDialect = z.infer<typeof serviceDialectSchema>

/** Where the key is: nowhere, protected by the system's key store, in memory until the app closes, or readable on disk by consent. */
export const keyStorageSchema = z.enum(['none', 'protected', 'session', 'unprotected'])
export type KeyStorage = z.infer<typeof keyStorageSchema>

export const modelSchema = z.object({
  providerId: providerIdSchema,
  name: modelNameSchema,
  /** Input and output together; null when neither the provider nor the user has said. */
  contextTokens: z.number().int().positive().nullable(),
  /** null: no price is known. It is shown as unknown, never as zero. */
  price: priceSchema.nullable(),
  /** What the owner says of it; the rest is looked up by its name. */
  facts: ownFactsSchema.default({}),
})
export type Model = z.infer<typeof modelSchema>

export const providerSchema = z.object({
  id: providerIdSchema,
  dialect: dialectNameSchema,
  /** Which of the vendor's places it is, as `dialectFacts` names them; null where there is one, or none is known. */
  region: z.string().max(40).nullable().default(null),
  name: z.string().min(1).max(80),
  /** Null for the practice model, which has no address. */
  baseUrl: z.string().max(500).nullable(),
  keyStorage: keyStorageSchema,
  models: z.array(modelSchema).max(2000),
  createdAt: instantSchema,
})
export type Provider = z.infer<typeof providerSchema>

export const practiceProviderId = providerIdSchema.parse('practice')
export const practiceModelName = modelNameSchema.parse('practice')

/** A model of a provider, as agents point at it. */
export const modelReferenceSchema = z.object({ providerId: providerIdSchema, model: modelNameSchema })
export type ModelReference = z.infer<typeof modelReferenceSchema>

/** True for the built-in practice model, which is labelled as practice wherever it shows. */
export function isPractice(reference: ModelReference): boolean {
  return reference.providerId === practiceProviderId
}
