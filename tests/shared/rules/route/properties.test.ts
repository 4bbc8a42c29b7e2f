import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataPlaceSchema, routedPolicySchema } from '../../../../shared/model/policy.ts'
import type { Price } from '../../../../shared/model/price.ts'
import { providerSchema } from '../../../../shared/model/provider.ts'
import { exchangeRateSchema } from '../../../../shared/rules/price/convert.ts'
import { lacks } from '../../../../shared/rules/route/can-do.ts'
import { mayHaveData } from '../../../../shared/rules/route/data-place.ts'
import { candidatesOf, route, type RouteQuestion } from '../../../../shared/rules/route/route.ts'
import { listed, noon, priceOf } from './lists.ts'

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const grade = fc.constantFrom('light' as const, 'middle' as const, 'strong' as const)
const price = fc.option(
  fc.oneof(
    fc
      .record({ currency: fc.constantFrom('USD', 'CNY', 'EUR'), input: fc.nat(9_000_000), output: fc.nat(9_000_000) })
      .map(({ currency, input, output }) => priceOf(currency, input, output)),
    fc.constant({ kind: 'free' as const, validFrom: 0, source: 'test' }),
  ),
)
const facts = fc.record({
  grade: maybe(grade),
  tools: maybe(fc.boolean()),
  vision: maybe(fc.boolean()),
  languages: maybe(fc.constantFrom<('en' | 'zh')[]>([], ['en'], ['en', 'zh'])),
})
const model = fc.record({ price, facts, contextTokens: fc.option(fc.integer({ min: 1_000, max: 64_000 })) })
const providers = fc
  .array(
    fc.record({
      models: fc.array(model, { minLength: 1, maxLength: 4 }),
      place: fc.constantFrom(
        { dialect: 'compatible' as const, baseUrl: 'http://127.0.0.1:9/v1' },
        { dialect: 'ollama' as const, baseUrl: 'http://127.0.0.1:11434/v1' },
        { dialect: 'ollama' as const, baseUrl: 'http://192.168.1.7:11434/v1' },
        { dialect: 'deepseek' as const, baseUrl: 'https://api.deepseek.com' },
      ),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map(({ models, place }, index) =>
      listed(
        `p${index}`,
        models.map((each, at) => ({ ...each, name: `m${index}-${at}` })),
        place,
      ),
    ),
  )
const question: fc.Arbitrary<RouteQuestion> = fc.record({
  providers,
  needs: fc.record({
    contextTokens: fc.nat(40_000),
    tools: fc.boolean(),
    vision: fc.boolean(),
    language: fc.constantFrom(null, 'en' as const, 'zh' as const),
    grade,
    work: fc.record({ calls: fc.integer({ min: 1, max: 50 }), input: fc.nat(50_000), output: fc.nat(5_000) }),
  }),
  policy: fc.constantFrom(...routedPolicySchema.options),
  dataPlace: fc
    .oneof(
      fc.constant({ kind: 'anywhere' }),
      fc.constant({ kind: 'thisComputer' }),
      fc.subarray(['p0', 'p1', 'p2']).map((providerIds) => ({ kind: 'vendors', providerIds })),
    )
    .map((place) => dataPlaceSchema.parse(place)),
  rates: fc.subarray([
    exchangeRateSchema.parse({ from: 'USD', to: 'CNY', rate: '7.1', date: '2026-11-01' }),
    exchangeRateSchema.parse({ from: 'EUR', to: 'USD', rate: '1.16', date: '2026-11-02' }),
  ]),
  at: fc.constant(noon),
  day: fc.constant('2026-11-25'),
})

describe('whatever the owner’s list', () => {
  it('chooses only from it, only where the data may go, only what can do the task; and says none only when there is none', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const answer = route(asked)
        const fitting = candidatesOf(asked.providers).filter(
          ({ provider, model: each, facts: known }) =>
            mayHaveData(asked.dataPlace, provider, each.name) && lacks(known, asked.needs).length === 0,
        )
        const names = fitting.map(({ model: each }) => each.name)
        if (answer.kind === 'chosen') expect(names).toContain(answer.chosen.model.name)
        else expect(names).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('has among its equals none that is cheaper, and takes one without a price it can compare only when all are', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const answer = route({ ...asked, policy: 'cheapest' })
        if (answer.kind !== 'chosen') return
        const costs = answer.able.flatMap(({ compared: { pico } }) => (pico === null ? [] : [pico]))
        const { pico } = answer.chosen.compared
        if (pico === null) expect(costs).toEqual([])
        else expect(costs.every((cost) => cost >= pico)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('keeps its choice when that gets cheaper or another gets dearer', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 2, max: 9 }), fc.boolean(), (asked, factor, cheaper) => {
        const before = route(asked)
        if (before.kind !== 'chosen') return
        const name = before.chosen.model.name
        const changed = asked.providers.map((provider) =>
          providerSchema.parse({
            ...provider,
            models: provider.models.map((each) =>
              (each.name === name) === cheaper
                ? { ...each, price: scaled(each.price, cheaper ? 1 / factor : factor) }
                : each,
            ),
          }),
        )
        const after = route({ ...asked, providers: changed })
        expect(after.kind === 'chosen' && after.chosen.model.name).toBe(name)
      }),
      { numRuns: 400 },
    )
  })
})

function scaled(own: Price | null, factor: number) {
  if (own === null || own.kind === 'free') return own
  const { input, output } = own.rates
  return { ...own, rates: { ...own.rates, input: Math.floor(input * factor), output: Math.floor(output * factor) } }
}
