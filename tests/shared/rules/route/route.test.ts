import { describe, expect, it } from 'vitest'
import { exchangeRateSchema } from '../../../../shared/rules/price/convert.ts'
import { route, type RouteQuestion } from '../../../../shared/rules/route/route.ts'
import { at } from '../../../helpers/things.ts'
import { listed, needing, noon, priceOf } from './lists.ts'

const ask = (question: Partial<RouteQuestion> & Pick<RouteQuestion, 'providers'>) =>
  route({
    needs: needing(),
    policy: 'cheapest',
    dataPlace: { kind: 'anywhere' },
    rates: [],
    at: noon,
    day: '2026-11-25',
    ...question,
  })
const nameOf = (answer: ReturnType<typeof route>) => (answer.kind === 'chosen' ? answer.chosen.model.name : answer.kind)
const rate = (from: string, to: string, value: string, date = '2026-11-01') =>
  exchangeRateSchema.parse({ from, to, rate: value, date })

describe('the cheapest', () => {
  it('is the one whose expected work costs least, not the one with the lowest input price', () => {
    const providers = [
      listed('a', [{ name: 'talkative', price: priceOf('USD', 100_000, 9_000_000) }]),
      listed('b', [{ name: 'even', price: priceOf('USD', 200_000, 200_000) }]),
    ]
    expect(nameOf(ask({ providers }))).toBe('even')
    const reading = needing({ work: { calls: 1, input: 1_000_000, output: 0 } })
    expect(nameOf(ask({ providers, needs: reading }))).toBe('talkative')
  })

  it('leaves out what cannot do the task', () => {
    const providers = [
      listed('a', [
        { name: 'blind', price: priceOf('USD', 1), facts: { vision: false } },
        { name: 'silent', price: priceOf('USD', 2), facts: { tools: false } },
        { name: 'small', price: priceOf('USD', 3), contextTokens: 3_000 },
        { name: 'foreign', price: priceOf('USD', 4), facts: { languages: ['en'] } },
        { name: 'light', price: priceOf('USD', 5), facts: { grade: 'light' } },
        { name: 'fit', price: priceOf('USD', 6), facts: { grade: 'middle' } },
      ]),
    ]
    const needs = needing({ vision: true, tools: true, language: 'zh', grade: 'middle' })
    expect(nameOf(ask({ providers, needs }))).toBe('fit')
    expect(nameOf(ask({ providers }))).toBe('blind')
  })

  it('never takes an unknown price for cheap, and takes it when there is no other', () => {
    const unknown = listed('a', [{ name: 'unknown' }])
    expect(nameOf(ask({ providers: [unknown, listed('b', [{ name: 'dear', price: priceOf('USD', 9e9) }])] }))).toBe(
      'dear',
    )
    expect(ask({ providers: [unknown] })).toMatchObject({
      kind: 'chosen',
      chosen: { compared: { reason: 'unpriced' } },
    })
  })

  it('takes a price that has not begun for unknown', () => {
    const later = { ...priceOf('USD', 1), validFrom: at('2027-01-01T00:00:00Z') }
    const providers = [
      listed('a', [
        { name: 'later', price: later },
        { name: 'now', price: priceOf('USD', 5) },
      ]),
    ]
    expect(nameOf(ask({ providers }))).toBe('now')
  })

  it('knows free from unknown, and a model that runs here is free', () => {
    const providers = [
      listed('a', [{ name: 'paid', price: priceOf('USD', 1) }]),
      listed('b', [{ name: 'qwen3:8b' }], { dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' }),
    ]
    expect(nameOf(ask({ providers }))).toBe('qwen3:8b')
  })

  it('pays by the hour where the vendor does', () => {
    const peak = {
      ...priceOf('CNY', 1_000_000),
      variants: [
        {
          name: 'peak',
          when: {
            window: {
              zone: 'Asia/Shanghai',
              weekdays: [1, 2, 3, 4, 5],
              hours: [{ from: '09:00', to: '12:00' }],
              exceptHolidays: null,
            },
          },
          rates: priceOf('CNY', 3_000_000).rates,
        },
      ],
    }
    const providers = [
      listed('a', [
        { name: 'peaky', price: peak },
        { name: 'steady', price: priceOf('CNY', 2_000_000) },
      ]),
    ]
    expect(nameOf(ask({ providers, at: at('2026-11-25T02:00:00Z') }))).toBe('steady')
    expect(nameOf(ask({ providers, at: at('2026-11-25T05:00:00Z') }))).toBe('peaky')
  })
})

describe('currencies', () => {
  const yuan = listed('a', [{ name: 'yuan', price: priceOf('CNY', 2_000_000) }])
  const dollar = listed('b', [{ name: 'dollar', price: priceOf('USD', 1_000_000) }])

  it('are compared at the owner’s rate, whichever way round it was set', () => {
    for (const rates of [[rate('USD', 'CNY', '7.1')], [rate('CNY', 'USD', '0.14')]]) {
      expect(nameOf(ask({ providers: [yuan, dollar], rates }))).toBe('yuan')
    }
    expect(nameOf(ask({ providers: [yuan, dollar], rates: [rate('USD', 'CNY', '1.5')] }))).toBe('dollar')
  })

  it('are not compared without one, and not at one of a later day', () => {
    const answer = ask({ providers: [yuan, dollar], rates: [rate('USD', 'CNY', '7.1', '2026-12-01')] })
    const reasons = answer.kind === 'chosen' ? answer.able.map(({ compared }) => compared.reason) : []
    expect(reasons.toSorted()).toEqual([null, 'withoutRate'])
  })

  it('are said in the one that reaches most models', () => {
    const providers = [listed('c', [{ name: 'euro', price: priceOf('EUR', 1) }]), yuan, dollar]
    expect(nameOf(ask({ providers, rates: [rate('USD', 'CNY', '7')] }))).toBe('yuan')
  })
})

describe('other policies', () => {
  const graded = (grades: Record<string, 'light' | 'middle' | 'strong' | undefined>) =>
    listed(
      'a',
      Object.entries(grades).map(([name, grade], index) => ({
        name,
        price: priceOf('USD', (index + 1) * 1_000_000),
        facts: grade === undefined ? {} : { grade },
      })),
    )

  it('balance: the cheapest of middle or better, else the best below', () => {
    const all = graded({ unknown: undefined, light: 'light', middle: 'middle', strong: 'strong' })
    expect(nameOf(ask({ providers: [all], policy: 'balanced' }))).toBe('middle')
    expect(nameOf(ask({ providers: [graded({ light: 'light', strong: 'strong' })], policy: 'balanced' }))).toBe(
      'strong',
    )
    expect(nameOf(ask({ providers: [graded({ unknown: undefined, light: 'light' })], policy: 'balanced' }))).toBe(
      'light',
    )
  })

  it('best: the strongest, and the cheapest of it', () => {
    const providers = [graded({ light: 'light', strong: 'strong', alsoStrong: 'strong' })]
    expect(nameOf(ask({ providers, policy: 'best' }))).toBe('strong')
    expect(nameOf(ask({ providers: [graded({ unknown: undefined })], policy: 'best' }))).toBe('unknown')
  })
})

describe('no model', () => {
  it('is said with its reason', () => {
    expect(ask({ providers: [] })).toEqual({ kind: 'onlyPractice' })
    const cloud = listed('a', [
      { name: 'one', facts: { tools: false } },
      { name: 'two', facts: { vision: false } },
    ])
    expect(ask({ providers: [cloud], dataPlace: { kind: 'thisComputer' } })).toEqual({ kind: 'noneAllowed' })
    expect(ask({ providers: [cloud], dataPlace: { kind: 'vendors', providerIds: [] } })).toEqual({
      kind: 'noneAllowed',
    })
    const huge = needing({ contextTokens: 1_000_000 })
    expect(ask({ providers: [cloud], needs: huge })).toEqual({ kind: 'noneAble', lacking: 'context' })
    const both = needing({ tools: true, vision: true })
    expect(ask({ providers: [cloud], needs: both })).toEqual({ kind: 'noneAble', lacking: null })
  })
})
