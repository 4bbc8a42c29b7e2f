import { describe, expect, it } from 'vitest'
import { liveThrough } from '../../helpers/live-through.ts'
import type { Misdeed } from '../../helpers/misdeeds.ts'
import { isAlive, openProcessWorld } from '../../helpers/process-world.ts'

const backoff = [1, 2, 4, 8, 16]

async function suffer(misdeed: Misdeed) {
  const world = openProcessWorld()
  const lived = await liveThrough(world, misdeed)
  expect(await world.close()).toBe(0)
  expect(lived.processes.filter(isAlive)).toEqual([])
  expect(lived.other).toEqual({ name: 'succeeded', outcome: 'complete' })
  return lived
}

describe('a runner that really misbehaves, beside one that does not', { timeout: 120_000 }, () => {
  it.each([
    ['crash at work', 'run.runnerDied'],
    ['freeze', 'run.runnerHung'],
  ] as const)('%s: gets other processes ever later, then its agent is kept apart', async (misdeed, code) => {
    const { state, standing, processes, pauses } = await suffer(misdeed)
    expect(state).toMatchObject({ name: 'failed', reason: 'quarantined', error: { code } })
    expect(standing).toBe('quarantined')
    expect(pauses).toEqual(backoff)
    expect(new Set(processes).size).toBe(backoff.length + 1)
  })

  it.each([
    ['leak', 'error', 'run.tooMuchMemory', 'ready'],
    ['flood', 'quarantined', 'run.flooded', 'quarantined'],
  ] as const)('%s: gets one more process, and no third', async (misdeed, reason, code, stands) => {
    const { state, standing, processes, pauses } = await suffer(misdeed)
    expect(state).toMatchObject({ name: 'failed', reason, error: { code } })
    expect(standing).toBe(stands)
    expect(pauses).toEqual([1])
    expect(processes).toHaveLength(2)
  })

  it('ignores that it is to stop: is ended all the same', async () => {
    const { state, standing, processes } = await suffer('ignore stop')
    expect(state).toEqual({ name: 'stopped' })
    expect(standing).toBe('ready')
    expect(processes).toHaveLength(1)
  })
})
