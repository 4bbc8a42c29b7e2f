import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { instantSchema, modelNameSchema, providerIdSchema } from './brand.ts'

/** The provider of the models that run in this app itself; it is there while there is such a model. */
export const ownProviderId = providerIdSchema.parse('own')

/** Where a listed model is fetched from. */
export const fetchSourceSchema = z.enum(['modelscope', 'huggingface'])
export type FetchSource = z.infer<typeof fetchSourceSchema>

export const fingerprintSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** What a model's own file says of it. */
export const fileFactsSchema = z.object({
  bytes: z.number().int().positive(),
  /** Input and output together, as it was trained; null where it does not say. */
  trainedTokens: z.number().int().positive().nullable(),
  /** Memory each token of a conversation takes while the model works; null where it does not say. */
  bytesPerToken: z.number().int().positive().nullable(),
})
export type FileFacts = z.infer<typeof fileFactsSchema>

/** A model whose file is on this computer. */
export const ownModelSchema = fileFactsSchema.extend({
  /** As agents point at it. */
  name: modelNameSchema,
  path: z.string().min(1).max(4000),
  /** The entry of our list it is, checked by its fingerprint; null for a file of the owner's. */
  listedId: z.string().max(80).nullable(),
  /** We fetched it, so the file goes when the model is removed. */
  fetched: z.boolean(),
  addedAt: instantSchema,
  /** Words come this fast on this computer, as last measured, in tokens a second. */
  tokensPerSecond: z.number().positive().nullable().default(null),
})
export type OwnModel = z.infer<typeof ownModelSchema>

/** A listed model that is not here yet, or not all of it. */
export const fetchSchema = z.object({
  listedId: z.string().max(80),
  source: fetchSourceSchema,
  /** `waiting` behind another one, `stopped` by its owner or by an error. */
  state: z.enum(['waiting', 'fetching', 'checking', 'stopped']),
  doneBytes: z.number().int().nonnegative(),
  error: appErrorSchema.nullable(),
})
export type ModelFetch = z.infer<typeof fetchSchema>

export const ownModelsSchema = z.object({ models: z.array(ownModelSchema), fetches: z.array(fetchSchema) })
export type OwnModels = z.infer<typeof ownModelsSchema>

export const noOwnModels: OwnModels = { models: [], fetches: [] }

/** What this computer has for a model, as measured now. */
export const measuredComputerSchema = z.object({
  memoryBytes: z.number().int().positive(),
  freeMemoryBytes: z.number().int().nonnegative(),
  cores: z.number().int().positive(),
  /** Where fetched models are kept; null where the system does not say. */
  freeDiskBytes: z.number().int().nonnegative().nullable(),
  folder: z.string(),
})
export type MeasuredComputer = z.infer<typeof measuredComputerSchema>
