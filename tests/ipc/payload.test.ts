import { describe, expect, it } from 'vitest'
import { payloadLimits, payloadProblem } from '../../electron/ipc/payload.ts'

describe('payloadProblem', () => {
  it.each([[{}], [{ text: 'x', list: [1, null, true, undefined] }], ['text'], [undefined]])(
    'lets plain data pass: %j',
    (value) => {
      expect(payloadProblem(value)).toBeNull()
    },
  )

  it('refuses what is nested too deep, and cycles', () => {
    let deep: unknown = 1
    for (let level = 0; level <= payloadLimits.depth; level += 1) deep = [deep]
    expect(payloadProblem(deep)).toBe('nested too deep')
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    expect(payloadProblem(cycle)).toBe('nested too deep')
  })

  it('refuses what is too wide or too long', () => {
    expect(payloadProblem(new Array(payloadLimits.values + 1).fill(0))).toBe('too many values')
    expect(payloadProblem({ text: 'x'.repeat(payloadLimits.characters + 1) })).toBe('too long')
    expect(payloadProblem({ ['k'.repeat(payloadLimits.characters + 1)]: 1 })).toBe('too long')
  })

  it.each([
    ['a map', new Map([['name', 'x']])],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(4)],
    ['a function', () => 1],
    ['a big integer', 1n],
    ['an object of a class', new (class Thing {})()],
  ])('refuses %s', (_name, value) => {
    expect(payloadProblem({ value })).toBe('not plain data')
  })

  it('refuses a field that would reach for a prototype', () => {
    expect(payloadProblem(JSON.parse('{"draft":{"__proto__":{"admin":true}}}'))).toBe('a reserved name')
  })
})
