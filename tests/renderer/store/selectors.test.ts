import { describe, expect, test } from 'vitest'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import { instantSchema, runIdSchema } from '../../../shared/model/brand.ts'
import type { Run, RunState } from '../../../shared/model/run.ts'
import {
  lastWords,
  liveRuns,
  needsOwner,
  newestResults,
  totalSpeed,
  workingRuns,
} from '../../../renderer/store/selectors.ts'
import { buildRun } from '../fixtures/build-run.ts'
import { agent } from '../fixtures/build-agent.ts'
import { busyMirror } from '../fixtures/scenes.ts'

const base = busyMirror()
const midnight = base.today.from
const contracts = agent('contracts', 'Contracts')
const letters = agent('letters', 'Letters')
const failed: RunState = {
  name: 'failed',
  reason: 'error',
  error: { code: 'folder.missing', params: {}, detail: '' },
}

const run = (id: string, began: number, state: RunState, owner = contracts): Run =>
  buildRun({ id, agent: owner, midnight, began, state, ...(state.name === 'running' ? {} : { ended: began + 1 }) })

const mirrorOf = (...runs: Run[]): Mirror => ({
  ...base,
  runs: Object.fromEntries(runs.map((each) => [each.id, each])),
  live: {},
})

describe('what needs the owner', () => {
  test("is today's failure until a later run of the same agent", () => {
    const bad = run('bad', 60, failed)
    expect(needsOwner(mirrorOf(bad)).map((each) => each.id)).toEqual(['bad'])
    expect(needsOwner(mirrorOf(bad, run('again', 70, { name: 'running' })))).toEqual([])
    expect(needsOwner(mirrorOf(bad, run('other', 70, { name: 'running' }, letters))).map((each) => each.id)).toEqual([
      'bad',
    ])
  })

  test('is not a failure of yesterday', () => {
    expect(needsOwner(mirrorOf(run('old', -120, failed)))).toEqual([])
  })

  test('is a run that waits for a person, not one that goes on by itself', () => {
    const waiting = (cause: 'approval' | 'network' | 'offPeak' | 'keyring' | 'budget') =>
      needsOwner(mirrorOf(run('waits', 60, { name: 'waiting', for: cause }))).length
    expect([waiting('approval'), waiting('keyring'), waiting('budget')]).toEqual([1, 1, 1])
    expect([waiting('network'), waiting('offPeak')]).toEqual([0, 0])
  })
})

describe('live runs', () => {
  test('keep their places while they tick, and those that wait for a person are not working', () => {
    const runs = [
      run('second', 70, { name: 'running' }),
      run('first', 60, { name: 'stopping' }),
      run('waits', 65, { name: 'waiting', for: 'keyring' }),
      run('done', 50, { name: 'succeeded', outcome: 'complete' }),
    ]
    expect(liveRuns(mirrorOf(...runs)).map((each) => each.id)).toEqual(['first', 'waits', 'second'])
    expect(workingRuns(mirrorOf(...runs)).map((each) => each.id)).toEqual(['first', 'second'])
  })

  test('have no speed while nothing streams', () => {
    expect(totalSpeed(mirrorOf())).toBeNull()
    expect(totalSpeed(base)).toBe(186)
  })

  test('say the sentence they are writing, without signs of Markdown, and no more than fits', () => {
    const id = runIdSchema.parse('live-1')
    const writing = (text: string): Mirror => ({
      ...base,
      live: { [id]: { segments: [{ key: 'k', label: '', text, dropped: 0 }], tokensPerSecond: 1 } },
    })
    expect(lastWords(writing('It is done. The landlord has to **write** first'), id)).toBe(
      'The landlord has to write first',
    )
    expect(lastWords(writing('已经读完。房东必须提前三个月书面通知'), id)).toContain('房东必须提前三个月书面通知')
    expect(lastWords(writing('word '.repeat(400)), id).length).toBeLessThanOrEqual(121)
    expect(lastWords(writing(''), id)).toBe('')
    expect(lastWords(base, runIdSchema.parse('unknown'))).toBe('')
  })
})

test('the newest results are ended runs that left something, the newest first', () => {
  const results = newestResults(base, 3)
  expect(results).toHaveLength(3)
  for (const result of results) expect(result.deliverables.length).toBeGreaterThan(0)
  const times = results.map((result) => result.createdAt)
  expect(times).toEqual(times.toSorted((left, right) => right - left))
  expect(newestResults(mirrorOf(run('live', 1, { name: 'running' })), 3)).toEqual([])
  expect(instantSchema.safeParse(times[0]).success).toBe(true)
})
