import { describe, expect, it } from 'vitest'
import { nextFromQueue } from '../../../electron/supervisor/runs/run-queue.ts'
import { agentIdSchema } from '../../../shared/model/brand.ts'
import { birthday, makeRun } from '../../helpers/things.ts'

const byHand = (id: string, agentId = `agent of ${id}`) => makeRun({ id, agentId })
const scheduled = (id: string, agentId = `agent of ${id}`) =>
  makeRun({ id, agentId, startedBy: { kind: 'schedule', firingId: `firing of ${id}`, dueAt: birthday } })
const ids = (runs: readonly { id: string }[]) => runs.map(({ id }) => id)
const working = (...names: string[]) => names.map((name) => agentIdSchema.parse(name))

describe('the queue', () => {
  it('lets those started by hand go first, each kind in its order', () => {
    const queued = [scheduled('s1'), byHand('h1'), scheduled('s2'), byHand('h2')]
    expect(ids(nextFromQueue({ queued, working: [], concurrent: 10 }))).toEqual(['h1', 'h2', 's1', 's2'])
  })

  it('fills free places only', () => {
    const queued = [byHand('a'), byHand('b'), byHand('c')]
    expect(ids(nextFromQueue({ queued, working: working('x'), concurrent: 3 }))).toEqual(['a', 'b'])
    expect(nextFromQueue({ queued, working: working('x', 'y', 'z'), concurrent: 3 })).toEqual([])
  })

  it('counts every run at work, even when there are more than places', () => {
    expect(nextFromQueue({ queued: [byHand('a')], working: working('x', 'y', 'z', 'w'), concurrent: 3 })).toEqual([])
  })

  it('gives an agent one run at a time and lets the others pass', () => {
    const queued = [byHand('a1', 'a'), byHand('a2', 'a'), scheduled('b1', 'b'), byHand('c1', 'c')]
    expect(ids(nextFromQueue({ queued, working: working('c'), concurrent: 9 }))).toEqual(['a1', 'b1'])
  })
})
