import type { AdviceHistory, AgentAdvice } from '../../../shared/model/advice.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { adviceDays, adviceOf } from '../../../shared/rules/value/advice-of.ts'
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
  agents: { list(): Agent[] }
  /** Throws where there is no model. */
  resolveModel: (agent: Agent) => ResolvedModel
  clock: Clock
}): AdviceService {
  const { history, agents, resolveModel, clock } = dependencies
  const cheaperFor = (agent: Agent): AdviceHistory['cheaper'] => {
    try {
      const own = resolveModel(agent)
      const { reference, practice, label, price } = resolveModel({ ...agent, modelPolicy: { kind: 'cheapest' } })
      const isSame = reference.providerId === own.reference.providerId && reference.model === own.reference.model
      return practice || own.practice || isSame || price === undefined || price === null ? null : { label, price }
    } catch {
      // Without a model there is nothing to compare with.
      return null
    }
  }
  const waitingFor = (agent: Agent): AdviceHistory['couldWait'] => {
    const byTime = agent.triggers.some(({ kind }) => kind === 'calendar' || kind === 'cron')
    if (agent.readyBy !== null || !byTime) return null
    try {
      const { practice, label, price } = resolveModel(agent)
      return practice || price === undefined || price === null ? null : { label, price }
    } catch {
      return null
    }
  }
  return {
    async read() {
      const since = dayOf(instantSchema.parse(clock.now() - adviceDays * 86_400_000), clock.zone())
      const known = await history(since, runsPerAgent)
      const runs = new Map(known.map((each) => [each.agentId, each.runs]))
      return adviceOf(
        agents.list().map((agent) => ({
          agentId: agent.id,
          agentName: agent.name,
          enabled: agent.enabled,
          asksAgain: agent.asksAgain,
          runs: runs.get(agent.id) ?? [],
          cheaper: cheaperFor(agent),
          couldWait: waitingFor(agent),
          couldRunLess: agent.triggers.some(({ kind }) => kind === 'interval'),
        })),
      )
    },
  }
}
