import { describe, expect, it } from 'vitest'
import { nextFromQueue } from '../../../electron/supervisor/runs/run-queue.ts'
import { birthday, makeRun } from '../../helpers/things.ts'

const byHand = (id: string, agentId = `agent of ${id}`) => makeRun({ id, agentId })
const scheduled = (id: string, agentId = `agent of ${id}`) =>
  makeRun({ id, agentId, startedBy: { kind: 'schedule', firingId: `firing of ${id}`, dueAt: birthday } })
const ids = (runs: readonly { id: string }[]) => runs.map(({ id }) => id)
const begun = (...names: string[]) =>
  names.map((name) => makeRun({ id: `begun ${name}`, agentId: name, state: { name: 'running' } }))
const one = () => 1

describe('the queue', () => {
  it('lets those started by hand go first, each kind in its order', () => {
    const queued = [scheduled('s1'), byHand('h1'), scheduled('s2'), byHand('h2')]
    expect(ids(nextFromQueue({ queued, begun: [], concurrent: 10, atOnce: one }))).toEqual(['h1', 'h2', 's1', 's2'])
  })

  it('fills free places only', () => {
    const queued = [byHand('a'), byHand('b'), byHand('c')]
    expect(ids(nextFromQueue({ queued, begun: begun('x'), concurrent: 3, atOnce: one }))).toEqual(['a', 'b'])
    expect(nextFromQueue({ queued, begun: begun('x', 'y', 'z'), concurrent: 3, atOnce: one })).toEqual([])
  })

  it('counts every run at work, even when there are more than places', () => {
    const taken = begun('x', 'y', 'z', 'w')
    expect(nextFromQueue({ queued: [byHand('a')], begun: taken, concurrent: 3, atOnce: one })).toEqual([])
  })

  it('gives an agent one run at a time and lets the others pass', () => {
    const queued = [byHand('a1', 'a'), byHand('a2', 'a'), scheduled('b1', 'b'), byHand('c1', 'c')]
    expect(ids(nextFromQueue({ queued, begun: begun('c'), concurrent: 9, atOnce: one }))).toEqual(['a1', 'b1'])
  })

  it('gives an agent as many at a time as its owner allows', () => {
    const queued = [byHand('a1', 'a'), byHand('a2', 'a'), byHand('a3', 'a')]
    expect(ids(nextFromQueue({ queued, begun: begun('a'), concurrent: 9, atOnce: () => 3 }))).toEqual(['a1', 'a2'])
  })

  it('gives the place of a run that waits to others, but not to its own agent', () => {
    const waiting = (name: 'approval' | 'budget' | 'network') =>
      makeRun({ id: name, agentId: name, state: { name: 'waiting', for: name } })
    const all = [waiting('approval'), waiting('budget'), waiting('network')]
    const queued = [byHand('same', 'approval'), byHand('other')]
    expect(ids(nextFromQueue({ queued, begun: all, concurrent: 1, atOnce: one }))).toEqual(['other'])
  })
})
