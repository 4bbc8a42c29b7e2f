import type { AdviceHistory, AgentAdvice } from '../../../shared/model/advice.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { activeSteps } from '../../../shared/rules/active-steps.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { adviceDays, adviceOf } from '../../../shared/rules/value/advice-of.ts'
import type { KeeperContract } from '../../keeper/protocol.ts'
import type { ResolvedModel } from '../providers/model-choice.ts'

export type AdviceService = {
  /** What presses most first; of agents there still are. */
  read(): Promise<AgentAdvice[]>
}

/** Of each agent no more are looked at. */
const runsPerAgent = 100

/** Advice from how the newest runs went. */
export function createAdviceService(dependencies: {
  /** How the newest runs of each agent went since a day. */
  history: (since: string, perAgent: number) => Promise<Pick<AdviceHistory, 'agentId' | 'runs'>[]>
  /** The comparisons that would have told the same as a model, for steps that ask one about each thing. */
  decisions: (steps: Asked[]) => Promise<KeeperContract['decisions']['reply']['told']>
  agents: { list(): Agent[] }
  /** Throws where there is no model. */
  resolveModel: (agent: Agent) => ResolvedModel
  clock: Clock
}): AdviceService {
  const { history, decisions, agents, resolveModel, clock } = dependencies
  /** Null where there is no model. */
  const resolve = (agent: Agent): ResolvedModel | null => {
    try {
      return resolveModel(agent)
    } catch {
      return null
    }
  }
  const modelsOf = (agent: Agent): Pick<AdviceHistory, 'cheaper' | 'couldWait'> => {
    const own = resolve(agent)
    // Without a real model there is nothing to compare with.
    if (own === null || own.practice) return { cheaper: null, couldWait: null }
    const cheapest = resolve({ ...agent, modelPolicy: { kind: 'cheapest' } })
    const isOwn =
      cheapest?.reference.providerId === own.reference.providerId && cheapest.reference.model === own.reference.model
    const byTime = agent.triggers.some(({ kind }) => kind === 'calendar' || kind === 'cron')
    return {
      cheaper: isOwn ? null : pricedOf(cheapest),
      couldWait: byTime && agent.readyBy === null ? pricedOf(own) : null,
    }
  }
  return {
    async read() {
      const since = dayOf(instantSchema.parse(clock.now() - adviceDays * 86_400_000), clock.zone())
      const known = await history(since, runsPerAgent)
      const runs = new Map(known.map((each) => [each.agentId, each.runs]))
      const asked = agents.list().flatMap(askedOf)
      const told = asked.length === 0 ? [] : await decisions(asked)
      return adviceOf(
        agents.list().map((agent) => ({
          agentId: agent.id,
          agentName: agent.name,
          enabled: agent.enabled,
          asksAgain: agent.asksAgain,
          runs: runs.get(agent.id) ?? [],
          ...modelsOf(agent),
          told: told.find(({ agentId }) => agentId === agent.id) ?? null,
          couldRunLess: agent.triggers.some(({ kind }) => kind === 'interval'),
        })),
      )
    },
  }
}

type Asked = KeeperContract['decisions']['request']['steps'][number]

/** Steps that put a question about each thing to a model, as they are since the agent was last changed. */
function askedOf(agent: Agent): Asked[] {
  return activeSteps(agent).flatMap((step) =>
    step.kind === 'decide' && step.test.kind === 'ask'
      ? [{ agentId: agent.id, stepId: step.id, from: step.from, since: agent.updatedAt }]
      : [],
  )
}

/** Null for the practice model, and where the price is unknown. */
function pricedOf(model: ResolvedModel | null): AdviceHistory['cheaper'] {
  if (model === null || model.practice || model.price === undefined || model.price === null) return null
  return { label: model.label, price: model.price }
}
