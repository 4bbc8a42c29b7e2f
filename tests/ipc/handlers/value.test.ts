import { describe, expect, it } from 'vitest'
import { createPageServices } from '../../helpers/page-services.ts'

describe('running again', () => {
  it('runs the agent as it is with what its owner says of the result', async () => {
    const { send, samples, runs, agents } = createPageServices()
    await samples.run(null)
    const [first] = runs.all()
    const [agent] = agents.list()
    runs.endAll()
    const again = await send('results.again', { runId: first?.id, remark: '  Name the landlord. ' })
    expect(again).toEqual({ ok: true, value: { runId: 'run-2' } })
    expect(runs.live()).toMatchObject([
      { id: 'run-2', agentId: agent?.id, given: { kind: 'remark', text: 'Name the landlord.' } },
    ])
    expect(agents.list()).toEqual([agent])
    expect(await send('results.again', { runId: 'strange', remark: 'x' })).toMatchObject({
      error: { code: 'run.missing' },
    })
    expect(await send('results.again', { runId: first?.id, remark: ' ' })).toMatchObject({
      error: { code: 'request.invalid' },
    })
  })
})

describe('what the owner says', () => {
  it('is kept of ended runs alone', async () => {
    const { send, value, publisher } = createPageServices()
    expect(await send('results.mark', { runId: 'strange', verdict: 'accepted' })).toEqual({
      ok: true,
      value: { mark: null },
    })
    expect(await send('results.mark', { runId: 'strange', confirmedMinutes: -1 })).toMatchObject({ ok: false })
    expect(value.marksOf([])).toEqual([])
    expect(publisher.mirror().marks).toEqual({})
  })

  it('is what an hour is worth, from today on', async () => {
    const { send, settings } = createPageServices()
    await send('value.setRate', { currency: 'EUR', micros: 20_000_000 })
    expect(settings.current().hourlyRates).toEqual([{ currency: 'EUR', micros: 20_000_000, from: null }])
    expect(await send('value.setRate', { currency: 'EUR', micros: 0 })).toMatchObject({ ok: false })
  })
})
