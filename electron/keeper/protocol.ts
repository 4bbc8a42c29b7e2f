import { z } from 'zod'
import { adviceHistorySchema, toldDecisionSchema } from '../../shared/model/advice.ts'
import {
  agentIdSchema,
  instantSchema,
  modelNameSchema,
  providerIdSchema,
  runIdSchema,
  stepIdSchema,
  zoneSchema,
} from '../../shared/model/brand.ts'
import { hourlyRatesSchema } from '../../shared/model/hourly-rate.ts'
import { moneyReportSchema, moneyViewSchema, usageFilterSchema } from '../../shared/model/money-report.ts'
import { priceSchema } from '../../shared/model/price.ts'
import { providerSchema } from '../../shared/model/provider.ts'
import { repairSchema } from '../../shared/model/repair.ts'
import { languageSchema, settingsSchema } from '../../shared/model/settings.ts'
import { valueReportSchema } from '../../shared/model/value.ts'
import { exchangeRateSchema } from '../../shared/rules/price/convert.ts'
import { manifestSchema } from '../storage/moving/manifest.ts'
import { storedKeySchema } from '../storage/moving/stored-keys.ts'
import type { ContractOf } from '../ipc/port-calls.ts'

/** What main has done in a process of its own, because it takes long: all of it only reads the databases that are in use. */
export const keeperOperations = {
  /** Whether a database is whole, and whether the ledger's sums are those of its entries; null where all is well. */
  check: {
    request: z.object({ path: z.string(), file: repairSchema.shape.file }),
    reply: z.object({ damage: repairSchema.shape.what.nullable() }),
  },
  /** Makes today's safety copy, checks it, and removes those that are too old. */
  backUp: {
    request: z.object({ path: z.string(), folder: z.string(), at: instantSchema }),
    reply: z.object({}),
  },
  /** Writes a backup to a file the owner chose. */
  pack: {
    request: z.object({
      dataFolder: z.string(),
      target: z.string(),
      app: z.string(),
      at: instantSchema,
      passphrase: z.string().nullable(),
      keys: manifestSchema.shape.keys,
    }),
    reply: z.object({ bytes: z.number().int().nonnegative() }),
  },
  /** Writes everything into a new folder, for other programs; says on the way how far it is. */
  exportAll: {
    request: z.object({
      dataFolder: z.string(),
      /** Where the new folder goes, and what it is called. */
      folder: z.string(),
      name: z.string(),
      app: z.string(),
      at: instantSchema,
      zone: zoneSchema,
      language: languageSchema,
      settings: settingsSchema,
      services: z.array(providerSchema),
      names: z.record(z.string(), z.string()),
    }),
    reply: z.object({ path: z.string(), files: z.number().int(), bytes: z.number().int() }),
  },
  /** Puts a backup beside what there is and looks through all of it. */
  unpack: {
    request: z.object({ source: z.string(), into: z.string(), passphrase: z.string().nullable(), at: instantSchema }),
    reply: manifestSchema.pick({ keys: true }),
  },
  /** Puts keys into a companion.db that waits to take the place of the present one. */
  putKeys: {
    request: z.object({ path: z.string(), keys: z.array(storedKeySchema) }),
    reply: z.object({}),
  },
  /** Writes usage events to a file the owner chose. */
  export: {
    request: z.object({
      path: z.string(),
      target: z.string(),
      format: z.enum(['csv', 'json']),
      from: z.string().nullable(),
      to: z.string().nullable(),
      only: usageFilterSchema,
      names: z.record(z.string(), z.string()),
    }),
    reply: z.object({ count: z.number().int().nonnegative() }),
  },
  /** What the money page shows, and what the models of `own` would have cost at their present prices. */
  money: {
    request: z.object({
      path: z.string(),
      companionPath: z.string(),
      view: moneyViewSchema,
      at: instantSchema,
      zone: zoneSchema,
      own: z.array(z.object({ providerId: providerIdSchema, model: modelNameSchema, price: priceSchema })),
    }),
    reply: moneyReportSchema,
  },
  /** Other names of models, and the one each is listed under in the price book. */
  sameModels: {
    request: z.object({}),
    reply: z.object({ names: z.array(z.tuple([z.string(), z.string()])) }),
  },
  /** What runs were worth; `path` is that of `companion.db`. */
  value: {
    request: z.object({
      path: z.string(),
      /** Days, both included; null: from the beginning, or to the end. */
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
      hourlyRates: hourlyRatesSchema,
      exchangeRates: z.array(exchangeRateSchema),
    }),
    reply: valueReportSchema,
  },
  /** How the newest runs of each agent went since a day. */
  history: {
    request: z.object({ path: z.string(), since: z.iso.date(), perAgent: z.number().int().positive() }),
    reply: z.object({ histories: z.array(adviceHistorySchema.pick({ agentId: true, runs: true })) }),
  },
  /** Questions put to a model about each thing that a plain comparison would have answered the same. */
  decisions: {
    request: z.object({
      path: z.string(),
      steps: z.array(
        z.object({ agentId: agentIdSchema, stepId: stepIdSchema, from: stepIdSchema, since: instantSchema }),
      ),
    }),
    reply: z.object({ told: z.array(toldDecisionSchema.extend({ agentId: agentIdSchema })) }),
  },
  /** The newest runs in whose results, names or errors all of these words stand. */
  search: {
    request: z.object({
      path: z.string(),
      words: z.array(z.string().min(1)).min(1),
      limit: z.number().int().positive(),
    }),
    reply: z.object({ runIds: z.array(runIdSchema) }),
  },
} as const
export type KeeperContract = ContractOf<typeof keeperOperations>

/** What the keeper says while it works at something long. */
export const keeperProgressSchema = z.object({
  progress: z.object({ done: z.number().int().nonnegative(), total: z.number().int().nonnegative() }),
})
export type KeeperProgress = z.infer<typeof keeperProgressSchema>['progress']
