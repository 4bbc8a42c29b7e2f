import { describe, expect, it } from 'vitest'
import { openrouter } from '../../../electron/gateway/providers/openrouter.ts'
import { costAsReported, readReportedCost } from '../../../electron/gateway/usage/reported-cost.ts'
import { plainUsage } from '../../../electron/gateway/usage/usage-rules.ts'
import type { RawUsage } from '../../../electron/gateway/wire/chat.ts'

const read = (raw: RawUsage | null) => readReportedCost(raw, openrouter.usage)?.pico ?? null

describe('what a vendor says a call cost', () => {
  it('is exact, down to the smallest a number says', () => {
    expect(read({ cost: 0.00014025 })).toBe(140_250_000n)
    expect(read({ cost: 1.4025e-9 })).toBe(1_403n)
  })

  it('adds what the owner’s own key at the upstream was charged', () => {
    const cost_details = { upstream_inference_cost: 0.002 }
    expect(read({ cost: 0.0001, is_byok: true, cost_details })).toBe(2_100_000_000n)
    expect(read({ cost: 0.0001, is_byok: false, cost_details })).toBe(100_000_000n)
    expect(read({ cost: 0, is_byok: true, cost_details })).toBe(2_000_000_000n)
  })

  it.each([
    ['zero, which says nothing', { cost: 0 }],
    ['less than nothing', { cost: -1 }],
    ['a text', { cost: '0.1' }],
    ['a fortune', { cost: 1e12 }],
    ['an upstream that is none', { cost: 0.1, is_byok: true, cost_details: { upstream_inference_cost: 'free' } }],
    ['nothing', {}],
    ['no usage', null],
  ])('is unknown for %s', (_, raw) => {
    expect(read(raw)).toBeNull()
  })

  it('is not read where a field of that name means something else', () => {
    expect(readReportedCost({ cost: 0.1 }, plainUsage)).toBeNull()
  })

  it('is charged to the call as it is', () => {
    const reported = readReportedCost({ cost: 0.00014025 }, openrouter.usage)
    if (reported === null) throw new Error('no cost')
    const cost = costAsReported(reported)
    expect(cost).toMatchObject({ status: 'known', currency: 'USD', certain: true })
    expect(cost.status === 'known' && cost.parts.reduce((sum, part) => sum + part.pico, 0n)).toBe(140_250_000n)
  })
})
