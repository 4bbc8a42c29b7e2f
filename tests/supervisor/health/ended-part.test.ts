import { describe, expect, it } from 'vitest'
import { endedPart } from '../../../electron/supervisor/health/ended-part.ts'

describe('a process that is gone', () => {
  it.each([
    [{ type: 'Tab', reason: 'crashed', exitCode: 139 }, 'page'],
    [{ type: 'GPU', reason: 'launch-failed', exitCode: 18 }, 'graphics'],
    [{ type: 'Utility', serviceName: 'network.mojom.NetworkService', reason: 'oom', exitCode: 9 }, 'network'],
    [{ type: 'Utility', name: 'kaihe-gateway', reason: 'abnormal-exit', exitCode: 1 }, 'gateway'],
    [{ type: 'Utility', name: 'kaihe-engine', reason: 'crashed', exitCode: 11 }, 'engine'],
    [{ type: 'Zygote', reason: 'crashed', exitCode: 11 }, 'other'],
  ])('is noted with its part and how it ended (%j)', (gone, where) => {
    expect(endedPart(gone)).toEqual({
      where,
      error: { code: 'app.partEnded', params: {}, detail: `${where}: ${gone.reason}, code ${gone.exitCode}` },
    })
  })

  it.each(['clean-exit', 'killed'])('is nothing to note where it was let go of (%s)', (reason) => {
    expect(endedPart({ type: 'Utility', name: 'kaihe-keeper', reason, exitCode: 0 })).toBeNull()
  })
})
