import { expect, it } from 'vitest'
import { dataPlaceSchema } from '../../../../shared/model/policy.ts'
import { mayHaveData, staysHere } from '../../../../shared/rules/route/data-place.ts'
import { makeProvider } from '../../../helpers/things.ts'

const ollamaAt = (baseUrl: string) => makeProvider({ dialect: 'ollama', baseUrl })

it('takes for this computer only a known model server at its own address', () => {
  for (const address of [
    'http://127.0.0.1:11434/v1',
    'http://127.1:11434/v1',
    'http://localhost:1/v1',
    'http://[::1]:1/v1',
  ]) {
    expect(staysHere(ollamaAt(address), 'qwen3:8b'), address).toBe(true)
  }
  for (const address of [
    'http://192.168.1.7:11434/v1',
    'http://0.0.0.0:11434/v1',
    'http://nas:11434/v1',
    'http://127.0.0.1.example.com/v1',
    'http://localhost.example.com/v1',
    'http://my.localhost:1/v1',
    'http://127.0.0.1@example.com/v1',
    'https://ollama.com/v1',
  ]) {
    expect(staysHere(ollamaAt(address), 'qwen3:8b'), address).toBe(false)
  }
})

it('takes neither a forwarding service here nor a model of a maker’s cloud for this computer', () => {
  expect(staysHere(makeProvider({ baseUrl: 'http://127.0.0.1:4000/v1' }), 'gpt-5.5')).toBe(false)
  expect(staysHere(makeProvider({ dialect: 'openrouter', baseUrl: 'http://127.0.0.1:1/v1' }), 'a/b')).toBe(false)
  expect(staysHere(ollamaAt('http://127.0.0.1:11434/v1'), 'gpt-oss:120b-cloud')).toBe(false)
})

it('holds to the vendors the owner named, and practice is always here', () => {
  const only = dataPlaceSchema.parse({ kind: 'vendors', providerIds: ['provider-1'] })
  expect(mayHaveData(only, makeProvider(), 'small')).toBe(true)
  expect(mayHaveData(only, makeProvider({ id: 'provider-2' }), 'small')).toBe(false)
  const practice = makeProvider({ id: 'practice', dialect: 'practice', baseUrl: null })
  expect(mayHaveData(only, practice, 'practice')).toBe(true)
  expect(mayHaveData({ kind: 'thisComputer' }, practice, 'practice')).toBe(true)
})
