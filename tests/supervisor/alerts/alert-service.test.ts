import { describe, expect, it } from 'vitest'
import { createAlertService } from '../../../electron/supervisor/alerts/alert-service.ts'
import { createSpendingWatch } from '../../../electron/supervisor/alerts/watch-spending.ts'
import type { DataPlace } from '../../../electron/data-place.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { BudgetUse } from '../../../shared/model/budget.ts'
import { budgetUseSchema } from '../../../shared/model/budget.ts'
import type { Run } from '../../../shared/model/run.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { birthday, makeAgent, makeApproval, makeMirror, makeRun } from '../../helpers/things.ts'
import { openAlertWorld } from './alert-world.ts'

const refused = { kind: 'refused', at: birthday, reason: '', by: 'owner' } as const
const paused = {
  name: 'paused',
  at: birthday,
  failures: 3,
  error: { code: 'model.missing', params: {}, detail: '' },
} as const
const cap = {
  id: 'cap',
  scope: 'agent',
  period: 'day',
  limit: { kind: 'money', currency: 'USD', micros: 2_000_000 },
} as const
const model = { providerId: 'provider-1', model: 'large' }

function costing(micros: number, changes: Parameters<typeof makeRun>[0] = {}): Run {
  return makeRun({
    model,
    usage: { ...noUsage, calls: 4, spent: [{ currency: 'USD', micros, estimatedMicros: 0 }] },
    state: { name: 'succeeded', outcome: 'complete' },
    ...changes,
  })
}

function openWorld({
  agents = [makeAgent()],
  runs = [],
  place = 'here',
}: {
  agents?: Agent[]
  runs?: Run[]
  place?: DataPlace
} = {}) {
  const world = openAlertWorld()
  let share = 0
  const use = (): BudgetUse =>
    budgetUseSchema.parse({
      budget: 'cap',
      limit: cap.limit,
      period: 'day',
      used: { spent: cap.limit, held: cap.limit, spentShare: share, heldShare: 0, unpricedCalls: 0 },
      missingRate: null,
      renewsAt: birthday,
    })
  const spending = createSpendingWatch({
    desk: world.desk,
    runs: {
      read: (runId) => ({ run: runs.find(({ id }) => id === runId) ?? makeRun(), changes: [] }),
      list: ({ agentId }) => ({ runs: runs.filter((run) => run.agentId === agentId && run.id !== 'now'), more: false }),
    },
    agents: () => agents,
    settings: () => ({ computerBudgets: [] }),
    usedBudgets: (agentId) => (agentId === null ? [] : [use()]),
  })
  const service = createAlertService({
    desk: world.desk,
    spending,
    days: { look: () => undefined, stop: () => undefined },
    agents: () => agents,
    dataPlace: async () => place,
    publish: (event) => world.events.push(event),
    clock: world.clock,
  })
  return {
    ...world,
    service,
    use(part: number) {
      share = part
      service.observe({ type: 'today.changed', today: makeMirror().today })
      world.clock.advance(5_000)
    },
    shown: () => world.told().map((alerts) => alerts.map(({ about }) => about)),
  }
}

describe('the owner hears', () => {
  it('that a question waits, and no more of it once it is answered', () => {
    const { service, shown, desk } = openWorld()
    const approval = makeApproval({ message: 'private words' })
    service.observe({ type: 'approval.saved', approval })
    expect(shown()).toMatchObject([[{ kind: 'approval', approvalId: 'approval-1', act: null }]])
    expect(JSON.stringify(shown())).not.toContain('private')
    service.observe({ type: 'approval.saved', approval: makeApproval({ answer: refused }) })
    expect(desk.open()).toEqual([])
    expect(shown()).toHaveLength(1)
  })

  it('once, and never again, that what the app keeps lies on a network drive', async () => {
    const { service, shown } = openWorld({ place: 'network' })
    service.start()
    await expect.poll(shown).toEqual([[{ kind: 'networkDrive' }]])
    service.start()
    await Promise.resolve()
    expect(shown()).toHaveLength(1)
    const here = openWorld()
    here.service.start()
    await Promise.resolve()
    expect(here.shown()).toEqual([])
  })

  it('that an agent paused itself, also at the next start, and again the next time it does', () => {
    const held = makeAgent({ standing: paused })
    const { service, shown, desk } = openWorld({ agents: [held] })
    service.start()
    service.observe({ type: 'agent.saved', agent: held })
    expect(shown()).toMatchObject([[{ kind: 'standing', standing: 'paused', failures: 3 }]])
    service.observe({ type: 'agent.saved', agent: makeAgent() })
    expect(desk.open()).toEqual([])
    service.observe({ type: 'agent.saved', agent: makeAgent({ standing: { ...paused, at: birthday + 1 } }) })
    expect(shown()).toHaveLength(2)
  })

  it('that a backup by itself was not made, until one is', () => {
    const { service, shown, desk } = openWorld()
    const error = { code: 'backup.passphraseUnreadable' as const, params: {}, detail: 'keyring.changed' }
    service.observe({ type: 'backup.tried', day: '2026-05-01', error })
    expect(shown()).toEqual([[{ kind: 'backup', error: { code: error.code, params: {} } }]])
    service.observe({ type: 'backup.tried', day: '2026-05-02', error })
    expect(desk.open()).toHaveLength(1)
    service.observe({ type: 'backup.tried', day: '2026-05-03', error: null })
    expect(desk.open()).toEqual([])
    expect(shown()).toHaveLength(2)
  })

  it('what an agent says, each time it says it', () => {
    const { service, shown } = openWorld()
    const { id: runId } = makeRun()
    for (const text of ['half done', 'half done']) {
      service.observe({ type: 'agent.told', runId, agentName: 'Reader', text })
    }
    expect(shown().flat()).toMatchObject([{ text: 'half done' }, { text: 'half done' }])
  })

  it('that a cap is at its warning, and that it is used up, once each', () => {
    const { use, shown } = openWorld({ agents: [makeAgent({ budgets: [cap] })] })
    use(0.79)
    expect(shown()).toEqual([])
    for (const part of [0.8, 0.9, 1, 1]) use(part)
    expect(shown().flat()).toMatchObject([
      { kind: 'budget', agentName: makeAgent().name, percent: 80, period: 'day' },
      { kind: 'budget', percent: 100 },
    ])
  })

  it('that a run costs far more than usual while it is still at work', () => {
    const earlier = Array.from({ length: 6 }, (_, index) => costing(50_000, { id: `run-${index}` }))
    const now = costing(0, { id: 'now', state: { name: 'running' } })
    const { service, shown } = openWorld({ runs: [...earlier, now] })
    const meter = (micros: number) => {
      const { usage } = costing(micros)
      service.observe({ type: 'run.meter', runId: now.id, usage: { ...usage, calls: 40 }, tokensPerSecond: null })
    }
    meter(100_000)
    expect(shown()).toEqual([])
    meter(200_000)
    meter(400_000)
    expect(shown()).toMatchObject([
      [{ kind: 'unusualSpend', runId: 'now', reason: 'calls', cost: { micros: 200_000 }, usual: { micros: 50_000 } }],
    ])
    service.observe({ type: 'run.saved', run: costing(500_000, { id: 'now' }) })
    expect(shown()).toHaveLength(1)
  })

  it('nothing of a trial run on other files, nor of the practice model', () => {
    const earlier = Array.from({ length: 6 }, (_, index) =>
      costing(50_000, { id: `run-${index}`, given: { kind: 'clipboard' } }),
    )
    const { service, shown } = openWorld({ runs: earlier })
    service.observe({ type: 'run.saved', run: costing(900_000, { id: 'now' }) })
    const practice = { providerId: 'practice', model: 'practice' }
    service.observe({ type: 'run.saved', run: costing(900_000, { id: 'run-9', model: practice }) })
    expect(shown()).toEqual([])
  })
})
