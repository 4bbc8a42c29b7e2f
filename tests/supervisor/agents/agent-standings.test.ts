import { describe, expect, it } from 'vitest'
import { createAgentStandings } from '../../../electron/supervisor/agents/agent-standings.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Run } from '../../../shared/model/run.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday, makeAgent, makeRun } from '../../helpers/things.ts'

const error = { code: 'unexpected', params: {}, detail: '' } as const
const schedule = { kind: 'schedule', firingId: 'f', dueAt: birthday } as const

function setUp(changes: Parameters<typeof makeAgent>[0] = {}) {
  let agent: Agent | null = makeAgent(changes)
  const ended: Run[] = []
  const judge = createAgentStandings({
    agents: {
      find: () => agent,
      stand: (_, standing) => {
        agent = { ...makeAgent(changes), standing }
        return agent
      },
    },
    runs: { list: () => ({ runs: ended.toReversed(), more: false }) },
    clock: createFakeClock(birthday, 'UTC'),
  })
  const end = (state: Run['state'], startedBy: Run['startedBy']['kind'] = 'schedule') => {
    const run = makeRun({ state, startedBy: startedBy === 'hand' ? { kind: 'hand' } : schedule })
    ended.push(run)
    judge(run)
  }
  return { end, standing: () => agent?.standing, remove: () => (agent = null) }
}
const failure = { name: 'failed', reason: 'error', error } as const
const collapse = { name: 'failed', reason: 'quarantined', error } as const
const success = { name: 'succeeded', outcome: 'complete' } as const

describe('an agent', () => {
  it('is paused after three scheduled failures in a row, with the last reason', () => {
    const { end, standing } = setUp()
    end(failure)
    end(failure)
    expect(standing()?.name).toBe('ready')
    end(failure)
    expect(standing()).toEqual({ name: 'paused', at: birthday, failures: 3, error })
  })

  it('is not paused for failures with a success between them, or when its owner switched that off', () => {
    const { end, standing } = setUp()
    for (const state of [failure, failure, success, failure, failure]) end(state)
    expect(standing()?.name).toBe('ready')
    const off = setUp({ supervision: { pauseAfterFailures: null } })
    for (let index = 0; index < 9; index += 1) off.end(failure)
    expect(off.standing()?.name).toBe('ready')
  })

  it('is kept apart at once when a run brings its process down, whoever started it', () => {
    const { end, standing } = setUp()
    end(collapse, 'hand')
    expect(standing()).toEqual({ name: 'quarantined', at: birthday, error })
  })

  it.each(['paused', 'quarantined'] as const)('that is %s may go on after a run that succeeds', (name) => {
    const was = name === 'paused' ? { name, at: birthday, failures: 3, error } : { name, at: birthday, error }
    const { end, standing } = setUp({ standing: was })
    end(failure, 'hand')
    expect(standing()?.name).toBe(name)
    end(success, 'hand')
    expect(standing()).toEqual({ name: 'ready', since: birthday })
  })

  it('that was removed is not judged', () => {
    const { end, standing, remove } = setUp()
    remove()
    end(collapse)
    expect(standing()).toBeUndefined()
  })
})
