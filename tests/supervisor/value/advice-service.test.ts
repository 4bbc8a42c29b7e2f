import { describe, expect, it } from 'vitest'
import { createAdviceService } from '../../../electron/supervisor/value/advice-service.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { adviceRunSchema } from '../../../shared/model/advice.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { comparisonSchema } from '../../../shared/model/test.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at, makeAgent } from '../../helpers/things.ts'

const free = priceSchema.parse({ kind: 'free', validFrom: 0, source: 'test' })
const runs = Array.from({ length: 5 }, (_, index) =>
  adviceRunSchema.parse({
    runId: `run-${index}`,
    day: '2026-04-30',
    end: 'complete',
    code: null,
    undone: false,
    verdict: null,
    confirmedMinutes: null,
    isNew: false,
    deliverables: 1,
    hasFile: true,
    isSeen: true,
    spent: [{ currency: 'USD', micros: 100, estimatedMicros: 0 }],
    unpricedCalls: 0,
    calls: 1,
    tokens: noTokens,
  }),
)

const comparison = comparisonSchema.parse({ kind: 'compare', column: 'amount', operator: 'above', value: '500' })

function setUp(resolve: (agent: Agent) => { model: string; practice?: boolean }, agents = [makeAgent()]) {
  const calls: unknown[] = []
  const service = createAdviceService({
    history: async (since, perAgent) => {
      calls.push({ since, perAgent })
      return [{ agentId: makeAgent().id, runs }]
    },
    decisions: async (steps) => {
      calls.push(...steps)
      return steps.map(({ agentId, stepId }) => ({ agentId, stepId, things: 30, comparison }))
    },
    agents: { list: () => agents },
    resolveModel(agent) {
      const { model, practice = false } = resolve(agent)
      return {
        reference: modelReferenceSchema.parse({ providerId: 'provider-1', model }),
        label: model,
        contextTokens: 1_000,
        price: free,
        practice,
        fallbacks: [],
        choice: null,
      }
    },
    clock: createFakeClock(at('2026-05-01T20:00:00Z'), 'Asia/Shanghai'),
  })
  return { service, calls }
}

const byPolicy = ({ modelPolicy }: Agent) => ({ model: modelPolicy.kind === 'cheapest' ? 'small' : 'large' })

describe('advice', () => {
  it('comes from the newest sixty days, and compares with the cheapest that is good enough', async () => {
    const { service, calls } = setUp(byPolicy)
    expect(await service.read()).toMatchObject([
      { agentId: 'agent-1', runs: 5, advice: { kind: 'cheapen', how: 'model', instead: { label: 'small' } } },
    ])
    expect(calls).toEqual([{ since: '2026-03-03', perAgent: 100 }])
  })

  it.each([
    ['it is the same model', () => ({ model: 'small' })],
    ['only the practice model is there', (agent: Agent) => ({ ...byPolicy(agent), practice: true })],
    [
      'there is no model at all',
      () => {
        throw new CodedError('model.missing')
      },
    ],
  ])('compares with nothing where %s', async (_why, resolve) => {
    expect(await setUp(resolve).service.read()).toEqual([])
  })

  it('asks for decisions of steps that are switched on, and proposes the comparison before anything else', async () => {
    const decide = (id: string, from: string) => ({
      ...{ id, kind: 'decide' as const, from },
      test: { kind: 'ask' as const, question: 'Is it a large amount?' },
    })
    const agent = makeAgent({
      steps: [{ id: 'rows', kind: 'readTable', file: '/documents/a.csv' }, decide('off', 'rows'), decide('big', 'off')],
      switchedOff: ['off'],
    })
    const { service, calls } = setUp(byPolicy, [agent])
    expect(await service.read()).toMatchObject([
      {
        advice: {
          ...{ kind: 'cheapen', how: 'compare', things: 30, spent: [] },
          change: { kind: 'compare', stepId: 'big', comparison },
        },
      },
    ])
    expect(calls.slice(1)).toEqual([{ agentId: 'agent-1', stepId: 'big', from: 'rows', since: agent.updatedAt }])
  })

  it('says nothing of agents that are gone', async () => {
    expect(await setUp(byPolicy, []).service.read()).toEqual([])
  })
})
