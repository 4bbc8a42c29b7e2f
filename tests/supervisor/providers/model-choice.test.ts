import { describe, expect, it } from 'vitest'
import { createModelChooser } from '../../../electron/supervisor/providers/model-choice.ts'
import { modelReferenceSchema, type Provider } from '../../../shared/model/provider.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday, makeAgent, makeProvider } from '../../helpers/things.ts'

const one = modelReferenceSchema.parse({ providerId: 'provider-1', model: 'small' })
const two = modelReferenceSchema.parse({ providerId: 'local', model: 'qwen3:8b' })
const service = makeProvider()
const local = makeProvider({
  id: 'local',
  dialect: 'ollama',
  name: 'Ollama',
  baseUrl: 'http://127.0.0.1:11434/v1',
  models: [{ providerId: 'local', name: 'qwen3:8b', contextTokens: 8_000, price: null }],
})

function setUp(providers: readonly Provider[] = [service, local]) {
  let list = providers
  const chooser = createModelChooser({
    providers: () => list,
    settings: () => ({ ...defaultSettings, usualModel: one }),
    language: () => 'en',
    clock: createFakeClock(birthday, 'Asia/Shanghai'),
  })
  return { chooser, change: (changed: readonly Provider[]) => (list = changed) }
}

describe('the model of a run', () => {
  it('is planned with its label and with the room that fits everyone who may answer', () => {
    const { chooser } = setUp()
    expect(chooser.resolve(makeAgent({ fallbacks: [two] }))).toEqual({
      reference: one,
      label: 'Example · small',
      contextTokens: 8_000,
      practice: false,
      price: null,
      fallbacks: [two],
      choice: { kind: 'usual' },
    })
    expect(chooser.resolve(makeAgent())).toMatchObject({ contextTokens: 32_000 })
  })

  it('is refused where the data may not go, with the error that says so', () => {
    const { chooser } = setUp()
    const dataPlace = { kind: 'thisComputer' as const }
    expect(() => chooser.resolve(makeAgent({ dataPlace }))).toThrow('model.notAllowed')
    const cheapest = makeAgent({ dataPlace, modelPolicy: { kind: 'cheapest' } })
    expect(chooser.resolve(cheapest)).toMatchObject({
      reference: two,
      choice: { forbidden: 1, cost: { kind: 'free' } },
    })
    expect(() => setUp([service]).chooser.resolve(cheapest)).toThrow('model.noneAllowed')
  })
})

describe('a pass', () => {
  it('is filled by the plan, whatever the agent says by now', () => {
    const { chooser } = setUp()
    const agent = makeAgent({ fallbacks: [two] })
    expect(chooser.forPass({ agent, model: chooser.resolve(agent) })).toEqual([one, two])
  })

  it('leaves out who has gone, and lets nobody in who is elsewhere by now', () => {
    const { chooser, change } = setUp()
    const agent = makeAgent({ modelPolicy: { kind: 'named', model: two }, dataPlace: { kind: 'thisComputer' } })
    const model = chooser.resolve(agent)
    change([service, { ...local, baseUrl: 'http://192.168.1.7:11434/v1' }])
    expect(() => chooser.forPass({ agent, model })).toThrow('model.notAllowed')
    const open = makeAgent({ fallbacks: [two] })
    const plan = { agent: open, model: chooser.resolve(open) }
    change([service])
    expect(chooser.forPass(plan)).toEqual([one])
  })
})
