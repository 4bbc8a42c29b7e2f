import { describe, expect, it } from 'vitest'
import type { OverlapPolicy } from '../../../shared/model/start-rules.ts'
import { placeFor } from '../../../shared/rules/place.ts'
import { makeAgent, makeRun } from '../../helpers/things.ts'

const others = makeRun({ id: 'other', agentId: 'agent-9' })
const own = (count: number) => [others, ...Array.from({ length: count }, (_, index) => makeRun({ id: `run-${index}` }))]
const agentWith = (overlapPolicy: OverlapPolicy, concurrent: number) =>
  makeAgent({ overlapPolicy, supervision: { concurrent } })

describe('the place of a new run', () => {
  it('is free while the agent does fewer at a time than it may', () => {
    for (const kind of ['skip', 'stopOld'] as const) {
      expect(placeFor(agentWith({ kind }, 1), own(0))).toBe('free')
      expect(placeFor(agentWith({ kind }, 3), own(2))).toBe('free')
      expect(placeFor(agentWith({ kind }, 3), own(3))).toBe(kind)
    }
  })

  it('is in line up to its bound, where what is queued and what has no run yet count alike', () => {
    const agent = agentWith({ kind: 'wait', inLine: 2 }, 2)
    const places = [0, 1, 2, 3, 4].map((waiting) => [
      placeFor(agent, own(2), waiting),
      placeFor(agent, own(2 + waiting)),
    ])
    expect(places).toEqual([
      ['wait', 'wait'],
      ['wait', 'wait'],
      ['lineFull', 'lineFull'],
      ['lineFull', 'lineFull'],
      ['lineFull', 'lineFull'],
    ])
  })

  it('lets a firing pass only when those before it leave one free', () => {
    expect(placeFor(agentWith({ kind: 'skip' }, 2), own(1), 1)).toBe('skip')
    expect(placeFor(agentWith({ kind: 'skip' }, 2), own(0), 1)).toBe('free')
  })
})
