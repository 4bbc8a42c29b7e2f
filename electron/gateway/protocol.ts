import { z } from 'zod'
import {
  foundServerSchema,
  listedPriceSchema,
  priceQuestionSchema,
  providerDraftSchema,
  providerTestSchema,
} from '../../shared/contract/commands.ts'
import { appErrorSchema } from '../../shared/contract/errors.ts'
import {
  agentIdSchema,
  instantSchema,
  modelNameSchema,
  providerIdSchema,
  runIdSchema,
  zoneSchema,
} from '../../shared/model/brand.ts'
import { heldCallSchema, spendingRulesSchema } from '../../shared/model/budget.ts'
import { currencySchema } from '../../shared/model/money.ts'
import { modelReferenceSchema, providerSchema } from '../../shared/model/provider.ts'
import { providerHealthSchema } from '../../shared/model/provider-health.ts'
import { repairSchema } from '../../shared/model/repair.ts'
import { keepUsageYearsSchema } from '../../shared/model/settings.ts'
import { usageTotalsSchema } from '../../shared/model/usage.ts'
import type { ContractOf } from '../ipc/port-calls.ts'

/**
 * Messages between main and the gateway over the utility process's port. Requests carry an id and are answered once;
 * reports come unasked. Keys travel here in the clear and nowhere else.
 */

/** A provider as the gateway needs it: with its key in the clear. */
export const armedProviderSchema = z.object({ provider: providerSchema, key: z.string().nullable() })
export type ArmedProvider = z.infer<typeof armedProviderSchema>

/** Lets one run reach one set of models; the token is the bearer token of its runner. */
export const runPassSchema = z.object({
  runId: runIdSchema,
  agentId: agentIdSchema,
  kind: z.enum(['agent', 'try', 'draft', 'trial', 'test']),
  token: z.string().min(32),
  /** The run's model first; then those that may answer in its place when it cannot, in the owner's order. No other is ever asked. */
  models: z.array(modelReferenceSchema).min(1),
})
export type RunPass = z.infer<typeof runPassSchema>

/** Money in an account at a moment. `left` falls as money is spent; `used` rises, for keys without a limit of their own. */
export const balanceSchema = z.object({
  currency: currencySchema,
  /** In pico-units; below zero where the account is overdrawn. */
  pico: z.bigint(),
  means: z.enum(['left', 'used']),
  /** The part of what is left that was given, not paid; left out where the vendor does not tell it apart. */
  granted: z.bigint().optional(),
  at: instantSchema,
})

const nothing = z.object({})
const operation = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
})

export const gatewayOperations = {
  /** First message after the start, and again whenever providers or budgets change. */
  configure: operation(
    z.object({
      ledgerPath: z.string(),
      zone: zoneSchema,
      providers: z.array(armedProviderSchema),
      spending: spendingRulesSchema,
      /** Left out: usage lines are kept for ever. */
      keepUsageYears: keepUsageYearsSchema.optional(),
    }),
    z.object({ port: z.number().int().positive() }),
  ),
  'run.admit': operation(runPassSchema, nothing),
  /** Aborts every call of the run, closes its connections and refuses its token. Answers when nothing is open any more. */
  'run.stop': operation(z.object({ runId: runIdSchema }), z.object({ usage: usageTotalsSchema })),
  /** Forgets the run's token and kept replies; calls still in flight are finished and recorded first. */
  'run.end': operation(z.object({ runId: runIdSchema }), z.object({ usage: usageTotalsSchema })),
  'run.usage': operation(z.object({ runId: runIdSchema }), z.object({ usage: usageTotalsSchema })),
  'usage.between': operation(
    z.object({ from: instantSchema, to: instantSchema }),
    z.object({ usage: usageTotalsSchema }),
  ),
  /** What is set aside for calls that broke off. */
  'reservations.read': operation(nothing, z.object({ calls: z.array(heldCallSchema) })),
  /** Frees what is still set aside for a call that broke off; the owner says that it was not charged. */
  'reservation.release': operation(z.object({ call: z.number().int().positive() }), nothing),
  'provider.test': operation(
    z.object({ draft: providerDraftSchema, storedKey: z.string().nullable(), model: modelNameSchema.nullable() }),
    providerTestSchema,
  ),
  /** What the account behind a provider's key holds, exact; null where the vendor offers no such question. */
  'provider.balance': operation(
    z.object({ providerId: providerIdSchema }),
    z.object({ balances: z.array(balanceSchema).nullable() }),
  ),
  /** What the account behind a provider's key took is compared anew, from its newest reading on. */
  'provider.compareAnew': operation(z.object({ providerId: providerIdSchema }), nothing),
  /** What the price book says of models now. */
  'prices.lookup': operation(priceQuestionSchema, z.object({ prices: z.array(listedPriceSchema) })),
  /** Model servers that run on this computer at their usual ports. */
  'providers.discover': operation(nothing, z.object({ servers: z.array(foundServerSchema) })),
  /** Whether the services at these addresses answer by themselves, each without a key. */
  'network.knock': operation(
    z.object({ addresses: z.array(z.url().max(2000)).max(100) }),
    z.object({ heard: z.array(z.object({ address: z.string(), error: appErrorSchema.nullable() })) }),
  ),
  /** The answer to `ownModel.wanted`: where the model is now, or why it is not. */
  'ownModel.door': operation(
    z.object({
      ticket: z.number().int().positive(),
      door: z.object({ baseUrl: z.string(), token: z.string() }).nullable(),
      error: appErrorSchema.nullable(),
    }),
    nothing,
  ),
  /** The network may be back: looks now instead of later. */
  'network.look': operation(nothing, nothing),
  /** Finishes what is being written to the ledger and ends the process with code 0. */
  shutdown: operation(nothing, nothing),
} as const
export type GatewayContract = ContractOf<typeof gatewayOperations>

export const gatewayReportSchema = z.discriminatedUnion('type', [
  /** Sent at most every 100 ms per run while it streams, and after every settled call. */
  z.object({
    type: z.literal('run.meter'),
    runId: runIdSchema,
    usage: usageTotalsSchema,
    tokensPerSecond: z.number().nonnegative().nullable(),
  }),
  /** A call is waiting for the network, a retry or room in a budget; null when it goes on. */
  z.object({
    type: z.literal('run.waiting'),
    runId: runIdSchema,
    waiting: z.enum(['network', 'retry', 'budget']).nullable(),
  }),
  /** A call could not be answered by one model of the pass, so that it went to another one. */
  z.object({
    type: z.literal('run.fallback'),
    runId: runIdSchema,
    from: modelReferenceSchema,
    to: modelReferenceSchema,
    error: appErrorSchema,
  }),
  /** A provider does not answer, and when it is tried again; null when it answers. */
  z.object({
    type: z.literal('provider.health'),
    providerId: providerIdSchema,
    health: providerHealthSchema.nullable(),
  }),
  /** A call needs a model that runs on this computer; main loads it and answers with `ownModel.door`. */
  z.object({ type: z.literal('ownModel.wanted'), ticket: z.number().int().positive(), model: modelNameSchema }),
  z.object({ type: z.literal('trouble'), error: appErrorSchema }),
  /** The books are damaged and are being put right, which may take minutes: `configure` is answered when that is done. */
  z.object({ type: z.literal('recovering') }),
  /** The books were put right. */
  z.object({ type: z.literal('repaired'), repair: repairSchema }),
])
export type GatewayReport = z.infer<typeof gatewayReportSchema>

/** The header that names a model call; with the run and the hash of the request it is the key under which it is paid once. */
export const callKeyHeader = 'x-kaihe-call'
/** `<step id>/<item>/<ordinal>`; the item is any text, URI-encoded. */
export const callKeyPattern = /^[^/]{1,120}\/[^/]{0,600}\/\d{1,9}$/

/** The model parameter a runner sends: provider and model in one string. */
export function modelParameter(reference: z.infer<typeof modelReferenceSchema>): string {
  return `${reference.providerId}/${reference.model}`
}
