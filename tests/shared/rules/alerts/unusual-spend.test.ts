import { describe, expect, it } from 'vitest'
import { modelReferenceSchema } from '../../../../shared/model/provider.ts'
import { noUsage, usageTotalsSchema } from '../../../../shared/model/usage.ts'
import { type SpentRun, unusualSpend } from '../../../../shared/rules/alerts/unusual-spend.ts'

function run(
  micros: number,
  changes: { calls?: number; input?: number; output?: number; model?: string } = {},
): SpentRun {
  const { calls = 4, input = 1_000, output = 100, model = 'usual' } = changes
  return {
    model: modelReferenceSchema.parse({ providerId: 'provider-1', model }),
    usage: usageTotalsSchema.parse({
      ...noUsage,
      calls,
      tokens: { ...noUsage.tokens, input, output },
      spent: [{ currency: 'USD', micros, estimatedMicros: 0 }],
    }),
  }
}
const usual = [40_000, 50_000, 60_000, 50_000, 900_000].map((micros) => run(micros))

describe('an unusual cost', () => {
  it('is three times the middle one and well above it', () => {
    expect(unusualSpend(run(150_000, { calls: 12 }), usual)).toEqual({
      cost: { currency: 'USD', micros: 150_000 },
      usual: { currency: 'USD', micros: 50_000 },
      reason: 'calls',
    })
    expect(unusualSpend(run(149_999), usual)).toBeNull()
  })

  it('is not known from four runs, nor from runs in another currency', () => {
    expect(unusualSpend(run(9_000_000), usual.slice(1))).toBeNull()
    const other = usual.map((each) => ({
      ...each,
      usage: usageTotalsSchema.parse({ ...each.usage, spent: [{ currency: 'CNY', micros: 1, estimatedMicros: 0 }] }),
    }))
    expect(unusualSpend(run(9_000_000), other)).toBeNull()
  })

  it('is not told of where it is a matter of a few cents', () => {
    const cheap = Array.from({ length: 6 }, () => run(100))
    expect(unusualSpend(run(50_000), cheap)).toBeNull()
    expect(unusualSpend(run(50_100), cheap)).not.toBeNull()
  })

  it.each([
    ['model', { model: 'dear' }],
    ['read', { input: 9_000, calls: 6 }],
    ['written', { output: 800 }],
    ['price', {}],
  ] as const)('names what grew most: %s', (reason, changes) => {
    expect(unusualSpend(run(400_000, changes), usual)).toMatchObject({ reason })
  })
})
