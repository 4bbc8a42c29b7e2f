import { describe, expect, it } from 'vitest'
import { moveRun } from '../../../electron/supervisor/runs/run-machine.ts'
import { hasEnded, type RunState } from '../../../shared/model/run.ts'

const error = { code: 'unexpected', params: {}, detail: '' } as const
const states: Record<RunState['name'], RunState> = {
  queued: { name: 'queued' },
  waiting: { name: 'waiting', for: 'network' },
  running: { name: 'running' },
  stopping: { name: 'stopping' },
  succeeded: { name: 'succeeded', outcome: 'complete' },
  failed: { name: 'failed', reason: 'error', error },
  stopped: { name: 'stopped' },
  skipped: { name: 'skipped', error },
}
const allowed = new Set([
  'queued > running',
  'queued > failed',
  'queued > stopped',
  'queued > skipped',
  'running > waiting',
  'running > stopping',
  'running > succeeded',
  'running > failed',
  'waiting > waiting',
  'waiting > running',
  'waiting > queued',
  'waiting > stopping',
  'waiting > succeeded',
  'waiting > failed',
  'stopping > stopped',
])
const pairs = Object.values(states).flatMap((from) => Object.values(states).map((to) => ({ from, to })))
const nameOf = ({ from, to }: { from: RunState; to: RunState }) => `${from.name} > ${to.name}`

describe('the states of a run', () => {
  it('are eight, with sixty-four pairs', () => {
    expect(pairs).toHaveLength(64)
    expect(pairs.filter((pair) => allowed.has(nameOf(pair)))).toHaveLength(allowed.size)
  })

  it.each(pairs.filter((pair) => allowed.has(nameOf(pair))).map((pair) => [nameOf(pair), pair] as const))(
    'may go %s',
    (_, { from, to }) => {
      expect(moveRun(from, to)).toEqual(to)
    },
  )

  it.each(pairs.filter((pair) => !allowed.has(nameOf(pair))).map((pair) => [nameOf(pair), pair] as const))(
    'may not go %s',
    (_, { from, to }) => {
      expect(() => moveRun(from, to)).toThrow(hasEnded(from) ? 'run.ended' : RangeError)
    },
  )

  it('lead from every state to an end, so that no run is stuck', () => {
    const reaches = (name: RunState['name'], seen: ReadonlySet<string>): boolean =>
      hasEnded(states[name]) ||
      Object.values(states).some(
        (to) =>
          allowed.has(`${name} > ${to.name}`) && !seen.has(to.name) && reaches(to.name, new Set([...seen, to.name])),
      )
    for (const state of Object.values(states)) expect(reaches(state.name, new Set([state.name])), state.name).toBe(true)
  })
})
