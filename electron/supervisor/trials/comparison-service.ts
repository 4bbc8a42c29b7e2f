import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Compared, Comparison } from '../../../shared/model/comparison.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import type { Language } from '../../../shared/model/settings.ts'
import type { Trial } from '../../../shared/model/trial.ts'
import { sameModel } from '../../../shared/rules/route/wanted-model.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { FolderGrants } from '../agents/folder-grants.ts'
import type { RunServiceDependencies } from '../runs/run-dependencies.ts'
import type { TrialRun, TrialRunner } from './trial-run.ts'
import { asTried } from './trial-service.ts'

export type ComparisonService = {
  /**
   * Tries an agent as it is edited with its own model and others, one after the other. One that is under way ends first. Throws
   * `agent.missing`, `agent.incomplete`, `model.*` for its own model, `request.invalid` for no other.
   */
  start(agentId: AgentId, draft: AgentDraft, others: readonly ModelReference[], blind: boolean): Promise<void>
  stop(agentId: AgentId): Promise<void>
  close(): Promise<void>
}

/** Models compared on an agent's real work, so that its owner can see whether a cheaper one is good enough. */
export function createComparisonService(
  dependencies: Pick<RunServiceDependencies, 'resolveModel'> & {
    agents: { find(agentId: AgentId): Agent | null }
    grants: Pick<FolderGrants, 'admit'>
    runner: TrialRunner
    clock: Clock
    publish: Publish
    language: () => Language
    /** From 0 up to 1. */
    chance: () => number
  },
): ComparisonService {
  const { agents, grants, runner, resolveModel, clock, publish, language, chance } = dependencies
  const live = new Map<AgentId, () => Promise<void>>()

  const compare = (agent: Agent, own: ModelReference, models: readonly ModelReference[], blind: boolean) => {
    let comparison: Comparison = {
      agentId: agent.id,
      state: 'running',
      blind,
      own,
      entries: models.map((model) => ({ model, trial: null, error: null })),
      startedAt: clock.now(),
    }
    let current: TrialRun | null = null
    const change = (changes: Partial<Comparison>) => {
      comparison = { ...comparison, ...changes }
      publish({ type: 'comparison.changed', comparison })
    }
    const changeEntry = (at: number, changes: Partial<Compared>) =>
      change({ entries: comparison.entries.map((entry, index) => (index === at ? { ...entry, ...changes } : entry)) })
    const end = async (state: 'done' | 'stopped') => {
      if (comparison.state !== 'running') return
      live.delete(agent.id)
      change({ state })
      await current?.end('stopped')
    }
    const next = (at: number): void => {
      const model = models[at]
      if (comparison.state !== 'running') return
      if (model === undefined) return void end('done')
      const tell = (trial: Trial) => {
        changeEntry(at, { trial })
        if (trial.state !== 'running') next(at + 1)
      }
      try {
        const compared: Agent = { ...agent, modelPolicy: { kind: 'named', model }, fallbacks: [] }
        const plan = { agent: compared, model: resolveModel(compared), language: language(), zone: clock.zone() }
        current = runner.begin({ plan, kind: 'trial', tell })
      } catch (thrown) {
        changeEntry(at, { error: toAppError(thrown) })
        next(at + 1)
      }
    }
    live.set(agent.id, () => end('stopped'))
    change({})
    next(0)
  }

  return {
    async start(agentId, draft, wanted, blind) {
      const saved = agents.find(agentId)
      if (saved === null) throw new CodedError('agent.missing', {}, agentId)
      await live.get(agentId)?.()
      const agent = await asTried(saved, draft, grants)
      const own = resolveModel(agent).reference
      const others = wanted.filter(
        (model, at) => !sameModel(model, own) && wanted.findIndex((each) => sameModel(each, model)) === at,
      )
      if (others.length === 0) throw new CodedError('request.invalid', {}, 'there is no other model to compare')
      compare(agent, own, blind ? shuffled([own, ...others], chance) : [own, ...others], blind)
    },
    async stop(agentId) {
      await live.get(agentId)?.()
    },
    async close() {
      await Promise.all([...live.values()].map((end) => end()))
    },
  }
}

/** Every order is as likely (Fisher and Yates). */
function shuffled<Item>(items: readonly Item[], chance: () => number): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(Math.floor(chance() * left.length), 1))
}
