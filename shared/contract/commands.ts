import { z } from 'zod'
import { agentDraftSchema, agentSchema } from '../model/agent.ts'
import {
  agentIdSchema,
  deliverableIdSchema,
  instantSchema,
  modelNameSchema,
  providerIdSchema,
  runIdSchema,
} from '../model/brand.ts'
import { heldCallSchema } from '../model/budget.ts'
import { priceSchema } from '../model/price.ts'
import { currencySchema } from '../model/money.ts'
import { dialectNameSchema, modelReferenceSchema, providerSchema, serviceDialectSchema } from '../model/provider.ts'
import { runChangeSchema, runSchema } from '../model/run.ts'
import { settingsSchema } from '../model/settings.ts'
import { triggerSchema } from '../model/trigger.ts'
import { appErrorSchema } from './errors.ts'
import { segmentSchema, snapshotSchema } from './mirror.ts'

const nothing = z.object({})

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

const command = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
})

/** Every request the page can make, with its schema and that of its reply: the one place a command is declared. */
export const commands = {
  'app.snapshot': command(nothing, snapshotSchema),
  'app.pauseAll': command(z.object({ paused: z.boolean() }), nothing),
  'app.quit': command(z.object({ confirmed: z.boolean() }), nothing),
  'window.control': command(z.object({ action: z.enum(['minimize', 'maximize', 'close']) }), nothing),
  'links.open': command(z.object({ url: z.string().max(2000) }), nothing),
  'settings.save': command(settingsSchema.partial(), settingsSchema),
  /** Opens the system's folder dialog; a chosen folder may then be used in an agent's step with that access. */
  'folders.pick': command(
    z.object({ access: z.enum(['read', 'write']), startAt: z.string().max(4096).nullable() }),
    z.object({ path: z.string().nullable() }),
  ),
  'agents.create': command(
    z.object({ templateId: z.string().max(80), withSamples: z.boolean() }),
    z.object({ agent: agentSchema }),
  ),
  'agents.save': command(
    z.object({ agentId: agentIdSchema, draft: agentDraftSchema }),
    z.object({ agent: agentSchema }),
  ),
  'agents.remove': command(z.object({ agentId: agentIdSchema }), nothing),
  /** Takes back a removal, for the undo bar. */
  'agents.restore': command(z.object({ agentId: agentIdSchema }), z.object({ agent: agentSchema })),
  'agents.run': command(z.object({ agentId: agentIdSchema }), z.object({ runId: runIdSchema })),
  'runs.stop': command(z.object({ runId: runIdSchema }), nothing),
  'runs.read': command(
    z.object({ runId: runIdSchema }),
    z.object({ run: runSchema, changes: z.array(runChangeSchema), segments: z.array(segmentSchema) }),
  ),
  'runs.list': command(
    z.object({
      before: instantSchema.nullable(),
      agentId: agentIdSchema.nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    z.object({ runs: z.array(runSchema), more: z.boolean() }),
  ),
  'deliverables.open': command(
    z.object({ deliverableId: deliverableIdSchema, how: z.enum(['open', 'showInFolder']) }),
    nothing,
  ),
  'deliverables.preview': command(
    z.object({ deliverableId: deliverableIdSchema }),
    z.object({ markdown: z.string(), truncated: z.boolean() }),
  ),
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
          }),
        )
        .max(2000),
    }),
    z.object({ provider: providerSchema }),
  ),
  /** Calls that broke off and still hold a part of their caps; the owner may say that they were not charged. */
  'budgets.held': command(nothing, z.object({ calls: z.array(heldCallSchema) })),
  'budgets.release': command(z.object({ call: heldCallSchema.shape.call }), nothing),
  'schedule.preview': command(
    z.object({ trigger: triggerSchema, count: z.number().int().min(1).max(20) }),
    z.object({ instants: z.array(instantSchema) }),
  ),
  /** Makes the ready agent on the sample documents (once) and runs it. */
  'samples.run': command(z.object({ model: modelReferenceSchema.nullable() }), z.object({ runId: runIdSchema })),
} as const

export type Commands = typeof commands
export type CommandName = keyof Commands
export type CommandRequest<Name extends CommandName> = z.infer<Commands[Name]['request']>
export type CommandReply<Name extends CommandName> = z.infer<Commands[Name]['reply']>

/** Main never rejects: Electron drops the fields of a rejection. */
export type CommandResult<Name extends CommandName> =
  | { readonly ok: true; readonly value: CommandReply<Name> }
  | { readonly ok: false; readonly error: z.infer<typeof appErrorSchema> }

/** True for a name that is declared above. */
export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name)
}
