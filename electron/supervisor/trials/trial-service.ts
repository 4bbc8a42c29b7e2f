import { CodedError } from '../../../shared/contract/errors.ts'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Language } from '../../../shared/model/settings.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { FolderGrants } from '../agents/folder-grants.ts'
import { asItRuns } from '../runs/as-it-runs.ts'
import type { RunServiceDependencies } from '../runs/run-dependencies.ts'
import type { TrialRun, TrialRunner } from './trial-run.ts'

export type TrialService = {
  /** Tries an agent as it is edited. A trial of it that is under way ends first. Throws `agent.missing`, `agent.incomplete`, `model.*`. */
  start(agentId: AgentId, draft: AgentDraft): Promise<void>
  stop(agentId: AgentId): Promise<void>
  close(): Promise<void>
}

/** The trials of agents: at most one of each is under way. */
export function createTrialService(
  dependencies: Pick<RunServiceDependencies, 'resolveModel'> & {
    agents: { find(agentId: AgentId): Agent | null }
    grants: Pick<FolderGrants, 'admit'>
    runner: TrialRunner
    clock: Clock
    publish: Publish
    language: () => Language
  },
): TrialService {
  const { agents, grants, runner, publish, clock } = dependencies
  const live = new Map<AgentId, TrialRun>()

  return {
    async start(agentId, draft) {
      const saved = agents.find(agentId)
      if (saved === null) throw new CodedError('agent.missing', {}, agentId)
      await live.get(agentId)?.end('stopped')
      const agent = await asTried(saved, draft, grants)
      const model = dependencies.resolveModel(agent)
      const trial = runner.begin({
        plan: { agent, model, language: dependencies.language(), zone: clock.zone() },
        kind: 'try',
        tell: (changed) => publish({ type: 'trial.changed', trial: changed }),
      })
      live.set(agentId, trial)
    },
    async stop(agentId) {
      await live.get(agentId)?.end('stopped')
    },
    async close() {
      await Promise.all([...live.values()].map(({ end }) => end('stopped')))
    },
  }
}

/** The agent as it would run if it were saved now. Throws `agent.incomplete`. */
export async function asTried(saved: Agent, draft: AgentDraft, grants: Pick<FolderGrants, 'admit'>): Promise<Agent> {
  const admitted = await grants.admit(draft.steps, saved.grants)
  return asItRuns({ ...saved, ...draft, name: draft.name || saved.name, ...admitted })
}
