import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { ownFactsSchema, writtenLanguageSchema } from '../../../../shared/model/facts.ts'
import { gradeSchema } from '../../../../shared/model/grade.ts'
import { type DataPlace, dataPlaceSchema, routedPolicySchema } from '../../../../shared/model/policy.ts'
import { type Provider, providerSchema, serviceDialectSchema } from '../../../../shared/model/provider.ts'
import { exchangeRateSchema } from '../../../../shared/rules/price/convert.ts'
import { decimalOfPico } from '../../../../shared/rules/price/decimal.ts'
import { priceAt } from '../../../../shared/rules/price/price-at.ts'
import { lacks } from '../../../../shared/rules/route/can-do.ts'
import { mayHaveData } from '../../../../shared/rules/route/data-place.ts'
import { candidatesOf, route } from '../../../../shared/rules/route/route.ts'
import { defineOperation } from '../operation.ts'
import { momentSchema, priceArgSchema, toInstant, toPrices } from '../price-args.ts'

const name = z.string().min(1).max(200)

const modelSchema = z.strictObject({
  provider: z
    .string()
    .min(1)
    .max(80)
    .describe('the service it belongs to; models of one name have one dialect and address'),
  name,
  dialect: serviceDialectSchema.default('compatible').describe('what is known by name is looked up by it'),
  baseUrl: z.url().max(500).default('https://service.example/v1').describe('decides whether it is on this computer'),
  contextTokens: z.int().positive().nullable().default(null),
  prices: z
    .union([priceArgSchema, z.array(priceArgSchema).max(200)])
    .nullable()
    .default(null)
    .describe('each valid until the next begins; null: unknown, never free'),
  facts: ownFactsSchema.prefault({}).describe('over what is known by name; left out: as the book says, else unknown'),
})

const argsSchema = z.strictObject({
  models: z.array(modelSchema).max(500).describe('the owner’s list; nothing else is ever chosen'),
  needs: z
    .strictObject({
      contextTokens: z.int().nonnegative().default(0),
      tools: z.boolean().default(false),
      vision: z.boolean().default(false),
      language: writtenLanguageSchema.nullable().default(null),
      grade: gradeSchema.default('light'),
      work: z
        .strictObject({
          calls: z.int().positive().max(1e6),
          input: z.int().nonnegative(),
          output: z.int().nonnegative(),
        })
        .prefault({ calls: 1, input: 1_000, output: 200 })
        .describe('the mix of tokens costs are compared by: each call reads and writes so much'),
    })
    .prefault({}),
  policy: routedPolicySchema,
  dataPlace: dataPlaceSchema.default({ kind: 'anywhere' }).describe('`providerIds` are names of `provider`'),
  rates: z.array(exchangeRateSchema).max(500).default([]),
  at: momentSchema.describe('whose prices hold; rates of later days do not count'),
})

const candidateSchema = z.object({
  provider: z.string(),
  name,
  lacks: z.array(z.enum(['dataPlace', 'context', 'tools', 'vision', 'language', 'grade'])),
  grade: gradeSchema.nullable(),
  cost: z
    .object({
      status: z.enum(['known', 'free', 'unknown']),
      currency: z.string().nullable(),
      amount: z.string().nullable(),
    })
    .nullable()
    .describe('of the work, in its own currency, exact; null for one that cannot be chosen'),
  compared: z
    .enum(['yes', 'unpriced', 'withoutRate'])
    .nullable()
    .describe('whether its cost could be set beside the others’'),
})

const resultSchema = z.object({
  outcome: z
    .enum(['chosen', 'onlyPractice', 'noneAllowed', 'noneAble'])
    .describe('onlyPractice: the list is empty, so the built-in practice model is used'),
  model: z.object({ provider: z.string(), name }).nullable(),
  lacking: z.string().nullable().describe('noneAble: the first need no allowed model meets; null: each meets a part'),
  candidates: z.array(candidateSchema),
})

export const modelRoute = defineOperation({
  about:
    'Which of the owner’s models a run would think with, by the rule of the app. `cheapest`: the least expected cost among those that meet every need. `balanced`: the cheapest of middle grade or better, else the best below. `best`: the strongest grade, then the cheapest. A price that is unknown, or in a currency no rate leads to, is never taken for cheap.',
  args: argsSchema,
  result: resultSchema,
  example: {
    args: {
      models: [
        { provider: 'one', name: 'small', prices: price('0.1'), facts: { grade: 'light', tools: true } },
        { provider: 'two', name: 'large', prices: price('2'), facts: { grade: 'strong', tools: true } },
      ],
      needs: { tools: true, work: { calls: 10, input: 1_000, output: 100 } },
      policy: 'cheapest',
      at: '2026-11-25T10:00:00+08:00',
    },
    ok: {
      outcome: 'chosen',
      model: { provider: 'one', name: 'small' },
      lacking: null,
      candidates: [
        {
          provider: 'one',
          name: 'small',
          lacks: [],
          grade: 'light',
          cost: { status: 'known', currency: 'USD', amount: '0.0011' },
          compared: 'yes',
        },
        {
          provider: 'two',
          name: 'large',
          lacks: [],
          grade: 'strong',
          cost: { status: 'known', currency: 'USD', amount: '0.022' },
          compared: 'yes',
        },
      ],
    },
  },
  async run({ models, needs, policy, dataPlace, rates, at: moment }) {
    const at = toInstant(moment)
    const day = new Date(at).toISOString().slice(0, 10)
    const providers = providersOf(models, at)
    const answer = route({ providers, needs, policy, dataPlace, rates, at, day })
    const able = answer.kind === 'chosen' ? answer.able : []
    return {
      outcome: answer.kind,
      model: answer.kind === 'chosen' ? { provider: answer.chosen.provider.id, name: answer.chosen.model.name } : null,
      lacking: answer.kind === 'noneAble' ? answer.lacking : null,
      candidates: candidatesOf(providers).map(({ provider, model, facts }) => {
        const ranked = able.find((each) => each.model === model)
        return {
          provider: provider.id,
          name: model.name,
          lacks: [...placeLack(dataPlace, provider, model.name), ...lacks(facts, needs)],
          grade: facts.grade,
          cost: ranked === undefined ? null : costOf(ranked.compared.cost),
          compared: ranked === undefined ? null : (ranked.compared.reason ?? ('yes' as const)),
        }
      }),
    }
  },
})

type Ranked = Extract<ReturnType<typeof route>, { kind: 'chosen' }>['chosen']

function costOf(cost: Ranked['compared']['cost']) {
  return {
    status: cost.kind,
    currency: cost.kind === 'known' ? cost.amount.currency : null,
    amount: cost.kind === 'known' ? decimalOfPico(cost.amount.pico) : cost.kind === 'free' ? '0' : null,
  }
}

function placeLack(dataPlace: DataPlace, provider: Provider, model: string): 'dataPlace'[] {
  return mayHaveData(dataPlace, provider, model) ? [] : ['dataPlace']
}

/** The list as the app holds it. Throws CodedError `request.invalid` for a service of two kinds, or a model named twice. */
function providersOf(models: z.output<typeof modelSchema>[], at: ReturnType<typeof toInstant>): Provider[] {
  const services = Map.groupBy(models, ({ provider }) => provider)
  return [...services].map(([id, own]) => {
    const [{ dialect, baseUrl } = { dialect: 'compatible', baseUrl: '' }] = own
    if (own.some((each) => each.dialect !== dialect || each.baseUrl !== baseUrl))
      refuse(`${id}: two dialects or addresses`)
    if (new Set(own.map((each) => each.name)).size < own.length) refuse(`${id}: a model is named twice`)
    return providerSchema.parse({
      id,
      dialect,
      name: id,
      baseUrl,
      keyStorage: 'none',
      models: own.map((each) => ({
        providerId: id,
        name: each.name,
        contextTokens: each.contextTokens,
        price: each.prices === null ? null : priceAt(toPrices([each.prices].flat()), at),
        facts: each.facts,
      })),
      createdAt: 0,
    })
  })
}

function refuse(detail: string): never {
  throw new CodedError('request.invalid', {}, detail)
}

function price(rate: string) {
  return { currency: 'USD', validFrom: '2026-01-01T00:00:00Z', rates: { input: rate, output: rate } }
}
