import { describe, expect, it } from 'vitest'
import { readRateLimits, waitForLimits } from '../../../electron/gateway/providers/rate-limits.ts'

const now = Date.UTC(2026, 10, 24, 8)
const read = (headers: Record<string, string>) => readRateLimits(new Headers(headers), now)
const wait = (headers: Record<string, string>) => waitForLimits(read(headers), now)

describe('what a service says of its limits', () => {
  it('reads requests and tokens apart, and what has no kind as requests', () => {
    const both = {
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-limit-tokens': '150000',
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-tokens': '6m0s',
    }
    expect(read(both)).toEqual({
      requests: { limit: 60, remaining: 59, resetsAt: now + 1_000 },
      tokens: { limit: 150_000, remaining: 149_984, resetsAt: now + 360_000 },
    })
    expect(read({ 'x-ratelimit-limit': '20' })).toEqual({
      requests: { limit: 20, remaining: null, resetsAt: null },
      tokens: null,
    })
    expect(read({})).toEqual({ requests: null, tokens: null })
  })

  it.each([
    ['20ms', 20],
    ['1m30.5s', 90_500],
    ['1d2h', 93_600_000],
    ['2.5', 2_500],
    [String((now + 4_000) / 1_000), 4_000],
    [String(now + 4_000), 4_000],
    [String(now - 4_000), 0],
    [new Date(now + 4_000).toISOString(), 4_000],
    ['2026-99-01T00:00:00Z', null],
    ['soon', null],
    ['-3', null],
    ['1x', null],
    ['9'.repeat(30), null],
  ])('waits for a reset told as %s', (reset, milliseconds) => {
    expect(wait({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': reset })).toBe(milliseconds)
  })

  it('waits for the limits that are used up only, and for all of them', () => {
    const left = { 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-requests': '9s' }
    expect(wait(left)).toBeNull()
    expect(wait({ ...left, 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '2s' })).toBe(2_000)
    expect(wait({ 'x-ratelimit-reset-requests': '9s', 'x-ratelimit-reset-tokens': '2s' })).toBe(9_000)
  })
})
