import { describe, expect, test } from 'vitest'
import { progressOf } from '../../../renderer/parts/progress.ts'
import { buildRun } from '../fixtures/build-run.ts'
import { agent } from '../fixtures/build-agent.ts'

const owner = agent('contracts', 'Contracts')
const running = (progress: { done: number; total: number; item?: string; step?: number }) =>
  buildRun({ id: 'run', agent: owner, midnight: 0, began: 1, state: { name: 'running' }, progress })

describe('how far a run is', () => {
  test('is counted in the unit of the step at work, parts of an item included', () => {
    expect(progressOf(running({ done: 3, total: 12 }))).toEqual({
      unit: 'documents',
      done: 3,
      total: 12,
      share: 0.25,
      step: 2,
    })
    expect(progressOf(running({ done: 3, total: 12, item: 'a.pdf' })).share).toBeCloseTo((3 + 2 / 5) / 12)
    expect(progressOf(running({ done: 0, total: 1, step: 2 }))).toMatchObject({ unit: 'files', step: 3 })
  })

  test('never divides by nothing', () => {
    expect(progressOf(running({ done: 0, total: 0 })).share).toBe(0)
    expect(progressOf({ steps: [] })).toEqual({ unit: 'documents', done: 0, total: null, share: 0, step: null })
  })
})
