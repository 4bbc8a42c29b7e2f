import { describe, expect, it } from 'vitest'
import { runForecastOf } from '../../electron/dev/port/operations/forecast-of.ts'
import { askPort } from './ask-port.ts'

const args = {
  steps: [
    { id: 'read', kind: 'readFolder', folder: '/documents', recursive: false },
    { id: 'sum', kind: 'summarize', from: 'read', length: 'short', focus: '' },
  ],
  measured: [{ stepId: 'read', texts: [{ tokens: 1_000 }, { tokens: 3_000, language: 'zh' }] }],
  prices: { currency: 'USD', validFrom: '2026-09-22T00:00:00Z', rates: { input: '1', output: '10' } },
  at: '2026-11-24T10:00:00+08:00',
}
const ask = async (changes: object = {}) => askPort('forecast.of', { ...args, ...changes })

describe('forecast.of', () => {
  it('answers its own example', async () => {
    expect(await askPort('forecast.of', runForecastOf.example.args)).toEqual({ id: 1, ok: runForecastOf.example.ok })
  })

  it('gives tokens without a price, and null for the money', async () => {
    const unknown = { status: 'unknown', money: null, currency: null, calls: { expected: 3 } }
    expect((await ask({ prices: null })).ok).toMatchObject(unknown)
    expect((await ask({ at: '2026-01-01T00:00:00Z' })).ok).toMatchObject(unknown)
  })

  it('tells free and nothing from unknown', async () => {
    const prices = { kind: 'free', validFrom: '2026-09-22T00:00:00Z' }
    expect((await ask({ prices })).ok).toMatchObject({ status: 'free', money: { expected: '0' } })
    expect((await ask({ measured: [] })).ok).toMatchObject({ status: 'nothing', calls: { high: 0 } })
  })

  it('learns from past runs, and says how far off their forecasts were', async () => {
    const ofSteps = { input: 1_000, output: 100 }
    const history = [8, -4, 30].map((error) => ({ calls: 3, input: 2_000, output: 100, ofSteps, error }))
    expect((await ask({ history })).ok).toMatchObject({
      basis: { runs: 3 },
      error: { median: 8, last: 8, runs: 3 },
    })
    expect((await ask({ history, measured: null })).ok).toMatchObject({ known: true, basis: { input: 'history' } })
    expect((await ask({ measured: null })).ok).toMatchObject({ known: false, money: null, calls: null })
  })

  it.each([
    ['no steps', { steps: [] }],
    ['a step nobody knows', { steps: [{ id: 'a', kind: 'format' }] }],
    ['negative tokens', { measured: [{ stepId: 'read', texts: [{ tokens: -1 }] }] }],
    ['no moment', { at: undefined }],
    ['a context of nothing', { contextTokens: 0 }],
  ])('refuses %s', async (_, changes) => {
    expect((await ask(changes)).error?.code).toBe('request.invalid')
  })
})
