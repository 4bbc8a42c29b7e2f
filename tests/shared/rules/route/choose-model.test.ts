import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { agentSchema } from '../../../../shared/model/agent.ts'
import { modelReferenceSchema, practiceModelName, practiceProviderId } from '../../../../shared/model/provider.ts'
import { chooseModel, type ModelSetting } from '../../../../shared/rules/route/choose-model.ts'
import { makeAgent, makeProvider } from '../../../helpers/things.ts'
import { listed, noon, priceOf } from './lists.ts'

const practice = makeProvider({
  id: 'practice',
  dialect: 'practice',
  baseUrl: null,
  models: [{ providerId: 'practice', name: 'practice', contextTokens: 16_000, price: null }],
})
const cheap = listed('cheap', [{ name: 'small', price: priceOf('USD', 100_000), facts: { grade: 'light' } }])
const dear = listed('dear', [{ name: 'large', price: priceOf('USD', 5_000_000), facts: { grade: 'strong' } }])
const small = modelReferenceSchema.parse({ providerId: 'cheap', model: 'small' })
const large = modelReferenceSchema.parse({ providerId: 'dear', model: 'large' })
const gone = { providerId: 'gone', model: 'gone' }

const choose = (agent: Partial<z.input<typeof agentSchema>>, setting: Partial<ModelSetting> = {}) =>
  chooseModel(makeAgent(agent), {
    providers: [practice, cheap, dear],
    usual: large,
    rates: [],
    language: 'en',
    at: noon,
    day: '2026-11-25',
    ...setting,
  })

describe('the model of an agent', () => {
  it('is the usual one, or the one it names', () => {
    expect(choose({})).toEqual({ ok: true, model: large, fallbacks: [], choice: { kind: 'usual' } })
    expect(choose({ modelPolicy: { kind: 'named', model: small } })).toMatchObject({
      model: small,
      choice: { kind: 'named' },
    })
  })

  it('is chosen by policy, with the facts of why', () => {
    expect(choose({ modelPolicy: { kind: 'cheapest' } })).toEqual({
      ok: true,
      model: small,
      fallbacks: [],
      choice: {
        kind: 'routed',
        policy: 'cheapest',
        models: 2,
        able: 2,
        grade: 'light',
        cost: { kind: 'known', money: { currency: 'USD', micros: 6_600 } },
        dearest: { currency: 'USD', micros: 330_000 },
        unpriced: 0,
        withoutRate: 0,
        forbidden: 0,
      },
    })
    expect(choose({ modelPolicy: { kind: 'best' } })).toMatchObject({ model: large })
    expect(choose({ modelPolicy: { kind: 'balanced' } })).toMatchObject({ model: large })
  })

  it('is practice only where nothing else is set up, or it is named', () => {
    const model = { providerId: practiceProviderId, model: practiceModelName }
    const only = { providers: [practice] }
    expect(choose({ modelPolicy: { kind: 'best' } }, only)).toMatchObject({ model, choice: { kind: 'onlyPractice' } })
    expect(choose({ modelPolicy: { kind: 'named', model } })).toMatchObject({ ok: true, model })
    expect(choose({ modelPolicy: { kind: 'cheapest' }, dataPlace: { kind: 'thisComputer' } })).toEqual({
      ok: false,
      code: 'model.noneAllowed',
      params: {},
    })
  })

  it('writes the owner’s language', () => {
    const english = listed('english', [{ name: 'one', price: priceOf('USD', 1), facts: { languages: ['en'] } }])
    const policy = { modelPolicy: { kind: 'cheapest' as const } }
    expect(choose(policy, { providers: [english, cheap], language: 'en' })).toMatchObject({ model: { model: 'one' } })
    expect(choose(policy, { providers: [english, cheap], language: 'zh-CN' })).toMatchObject({ model: small })
    expect(choose(policy, { providers: [english], language: 'zh-CN' })).toMatchObject({ code: 'model.noneLanguage' })
  })

  it('is refused by name where it is gone, may not have the data, or is known to be unable', () => {
    expect(choose({ modelPolicy: { kind: 'named', model: gone } })).toMatchObject({ code: 'model.missing' })
    const here = { dataPlace: { kind: 'thisComputer' as const } }
    expect(choose(here)).toEqual({ ok: false, code: 'model.notAllowed', params: { model: 'large', service: 'DEAR' } })
    const tiny = listed('cheap', [{ name: 'small', contextTokens: 1_000 }])
    const named = { modelPolicy: { kind: 'named' as const, model: small } }
    expect(choose(named, { providers: [tiny] })).toMatchObject({ code: 'model.contextTooSmall' })
    const unknown = listed('cheap', [{ name: 'small', contextTokens: null, facts: {} }])
    expect(choose(named, { providers: [unknown] })).toMatchObject({ ok: true })
  })
})

describe('those who may stand in', () => {
  it('keep the owner’s order, each once, without the model itself, practice, what is gone and where the data may not go', () => {
    const other = listed('other', [{ name: 'third' }])
    const third = { providerId: 'other', model: 'third' }
    const fallbacks = [third, large, gone, { providerId: 'practice', model: 'practice' }, small, third]
    const setting = { providers: [practice, cheap, dear, other] }
    expect(choose({ fallbacks }, setting)).toMatchObject({ model: large, fallbacks: [third, small] })
    const dataPlace = { kind: 'vendors' as const, providerIds: ['dear', 'cheap'] }
    expect(choose({ fallbacks, dataPlace }, setting)).toMatchObject({ model: large, fallbacks: [small] })
  })
})
