import { describe, expect, it } from 'vitest'
import type { Run } from '../../../shared/model/run.ts'
import { failuresInARow } from '../../../shared/rules/failures-in-a-row.ts'
import { at, birthday, makeRun } from '../../helpers/things.ts'

const error = { code: 'unexpected', params: {}, detail: '' } as const
const schedule = { kind: 'schedule', firingId: 'f', dueAt: birthday } as const
const failed = (
  reason: Extract<Run['state'], { name: 'failed' }>['reason'] = 'error',
  by: Run['startedBy']['kind'] = 'schedule',
) => makeRun({ state: { name: 'failed', reason, error }, startedBy: by === 'hand' ? { kind: 'hand' } : schedule })
const succeeded = makeRun({ state: { name: 'succeeded', outcome: 'complete' } })
const stopped = makeRun({ state: { name: 'stopped' }, startedBy: schedule })

describe('failures in a row', () => {
  it.each([
    ['none', [], 0],
    ['some', [failed(), failed(), failed()], 3],
    ['up to the last success', [failed(), succeeded, failed(), failed()], 1],
    ['none after a success', [succeeded, failed()], 0],
    ['past what the owner stopped', [failed(), stopped, failed()], 2],
    ['without those started by hand', [failed('error', 'hand'), failed()], 1],
    ['without a no and without a reached limit', [failed('refused'), failed('cap'), failed()], 1],
    ['with a question nobody answered', [failed('expired')], 1],
  ] as const)('%s', (_, runs, count) => {
    expect(failuresInARow(runs, null)).toBe(count)
  })

  it('are counted from when the owner let the agent go on', () => {
    expect(failuresInARow([failed(), failed()], at('2026-05-01T00:00:01Z'))).toBe(0)
    expect(failuresInARow([failed(), failed()], birthday)).toBe(2)
  })
})
