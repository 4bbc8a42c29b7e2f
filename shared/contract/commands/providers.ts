import { z } from 'zod'
import { accountComparisonSchema } from '../../model/account.ts'
import { instantSchema, modelNameSchema, providerIdSchema } from '../../model/brand.ts'
import { currencySchema } from '../../model/money.ts'
import { ownFactsSchema } from '../../model/facts.ts'
import { priceSchema } from '../../model/price.ts'
import { dialectNameSchema, providerSchema, serviceDialectSchema } from '../../model/provider.ts'
import { appErrorSchema } from '../errors.ts'
import { command, nothing } from './command.ts'

/** What the owner types about a provider. `key` undefined keeps the stored one; null removes it. */
export const providerDraftSchema = z.object({
  id: providerIdSchema.nullable(),
  /** Left out, a provider keeps its own; a new one is `compatible`. */
  dialect: serviceDialectSchema.optional(),
  region: z.string().max(40).nullable().optional(),
  name: z.string().trim().min(1).max(80),
  baseUrl: z.string().trim().min(1).max(500),
  key: z.string().max(4000).nullable().optional(),
  keyStorage: z.enum(['protected', 'session', 'unprotected']),
})
export type ProviderDraft = z.infer<typeof providerDraftSchema>

/** What a test of a provider found, in the order it was tried; it stops at the first thing that is wrong. */
export const providerTestSchema = z.object({
  checks: z.array(
    z.object({
      name: z.enum(['address', 'network', 'key', 'model', 'quota']),
      result: z.enum(['passed', 'failed', 'notTried']),
    }),
  ),
  error: appErrorSchema.nullable(),
  /** Names the provider lists; empty where it offers no list. */
  models: z.array(
    z.object({
      name: modelNameSchema,
      contextTokens: z.number().int().positive().nullable(),
      /** Where the list itself says it (OpenRouter, Hugging Face). */
      price: priceSchema.nullable().optional(),
    }),
  ),
  /** Milliseconds to the first token of the test call; null when none was made. */
  firstTokenMs: z.number().int().nonnegative().nullable(),
})
export type ProviderTest = z.infer<typeof providerTestSchema>

/** A model server found on this computer. */
export const foundServerSchema = z.object({
  dialect: dialectNameSchema.extract(['ollama', 'lm-studio', 'llama-cpp']),
  baseUrl: z.string(),
  models: z.array(z.object({ name: modelNameSchema, contextTokens: z.number().int().positive().nullable() })),
})
export type FoundServer = z.infer<typeof foundServerSchema>

/** Money in an account at a service, as the service said. `used` rises, for keys without a limit of their own. */
export const accountBalanceSchema = z.object({
  currency: currencySchema,
  /** Below zero where the account is overdrawn. */
  micros: z.number().int(),
  means: z.enum(['left', 'used']),
  at: instantSchema,
})
export type AccountBalance = z.infer<typeof accountBalanceSchema>

/** Which models of which service a price is wanted for. */
export const priceQuestionSchema = z.object({
  dialect: serviceDialectSchema,
  baseUrl: z.string().trim().min(1).max(500),
  models: z.array(modelNameSchema).max(2000),
})
export type PriceQuestion = z.infer<typeof priceQuestionSchema>

/** A price of the book that came with the app. Not `certain`: the model is only probably billed by it. */
export const listedPriceSchema = z.object({ model: modelNameSchema, price: priceSchema, certain: z.boolean() })
export type ListedPrice = z.infer<typeof listedPriceSchema>

/** Model services, their models and prices. */
export const providersCommands = {
  'providers.save': command(providerDraftSchema, z.object({ provider: providerSchema })),
  'providers.remove': command(z.object({ providerId: providerIdSchema }), nothing),
  /** Tries address, network, key, model and quota; makes one tiny call when a model is named or can be found. */
  'providers.test': command(
    z.object({ draft: providerDraftSchema, model: modelNameSchema.nullable() }),
    providerTestSchema,
  ),
  /** Model servers that run on this computer at their usual ports. */
  'providers.discover': command(nothing, z.object({ servers: z.array(foundServerSchema) })),
  /** What the account behind a provider's key holds now; null where the service does not tell. */
  'providers.balance': command(
    z.object({ providerId: providerIdSchema }),
    z.object({ balances: z.array(accountBalanceSchema).nullable() }),
  ),
  /** What the service took beside what the books say, as far as both are on record; asks nobody. */
  'providers.reconcile': command(
    z.object({ providerId: providerIdSchema }),
    z.object({ comparisons: z.array(accountComparisonSchema) }),
  ),
  /** The owner has looked into a difference: it is compared anew from the newest reading on. */
  'providers.compareAnew': command(z.object({ providerId: providerIdSchema }), nothing),
  /** What the price book says now; a model has several where its vendor has a list in each currency. */
  'prices.lookup': command(priceQuestionSchema, z.object({ prices: z.array(listedPriceSchema) })),
  /** Chooses which models of a provider agents may use, and says what is known of them. */
  'models.save': command(
    z.object({
      providerId: providerIdSchema,
      models: z
        .array(
          z.object({
            name: modelNameSchema,
            contextTokens: z.number().int().positive().nullable(),
            price: priceSchema.nullable(),
            /** Left out, a model keeps what was said of it. */
            facts: ownFactsSchema.optional(),
          }),
        )
        .max(2000),
    }),
    z.object({ provider: providerSchema }),
  ),
} as const
