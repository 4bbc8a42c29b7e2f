import { beforeEach, describe, expect, test, vi } from 'vitest'
import { agentIdSchema, instantSchema, runIdSchema } from '../../../shared/model/brand.ts'
import { createKeptStorage } from '../kept-storage.ts'

const agentId = agentIdSchema.parse('agent-1')
const runId = runIdSchema.parse('run-1')
const started = instantSchema.parse(1_000)

/** The page as it is loaded anew: module state is gone, kept things are not. */
async function openPage() {
  vi.resetModules()
  return import('../../../renderer/store/place.ts')
}

describe('the place the page shows', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', createKeptStorage())
  })

  test('begins with Today, and a main place starts a new trail', async () => {
    const { go, goBack, readTrail } = await openPage()
    expect(readTrail()).toEqual([{ name: 'today' }])
    go({ name: 'agents' })
    go({ name: 'agent', agentId })
    go({ name: 'run', runId })
    expect(readTrail().map((place) => place.name)).toEqual(['agents', 'agent', 'run'])
    goBack()
    goBack()
    goBack()
    expect(readTrail().map((place) => place.name)).toEqual(['agents'])
    go({ name: 'settings' })
    expect(readTrail()).toEqual([{ name: 'settings' }])
  })

  test('going where one is already adds no step', async () => {
    const { go, readTrail } = await openPage()
    go({ name: 'run', runId })
    go({ name: 'run', runId })
    expect(readTrail()).toHaveLength(2)
  })

  test('a long way keeps its beginning and its end', async () => {
    const { go, readTrail } = await openPage()
    for (let index = 0; index < 40; index += 1) go({ name: 'run', runId: runIdSchema.parse(`run-${index}`) })
    expect(readTrail()[0]).toEqual({ name: 'today' })
    expect(readTrail().at(-1)).toEqual({ name: 'run', runId: 'run-39' })
    expect(readTrail().length).toBeLessThan(15)
  })

  test('comes back where it was after the tray, and begins anew after a start of the app', async () => {
    const first = await openPage()
    first.restorePlace(started)
    first.go({ name: 'agents' })
    first.go({ name: 'agent', agentId })
    const back = await openPage()
    back.restorePlace(started)
    expect(back.readTrail()).toEqual([{ name: 'agents' }, { name: 'agent', agentId }])
    const restarted = await openPage()
    restarted.restorePlace(instantSchema.parse(2_000))
    expect(restarted.readTrail()).toEqual([{ name: 'today' }])
  })

  test.each(['no JSON', '{"startedAt":1000,"trail":[{"name":"elsewhere"}]}', '{"startedAt":1000,"trail":[]}'])(
    'kept nonsense is left aside: %s',
    async (text) => {
      localStorage.setItem('kaihe.place', text)
      const { readTrail, restorePlace } = await openPage()
      restorePlace(started)
      expect(readTrail()).toEqual([{ name: 'today' }])
    },
  )
})
