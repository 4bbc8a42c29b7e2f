import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type AgentCommand = 'agents.create' | 'agents.save' | 'agents.remove' | 'agents.restore' | 'agents.run'

export function agentHandlers({ agents, samples, runs }: Services): Pick<Handlers, AgentCommand> {
  return {
    'agents.create': async ({ templateId, withSamples }) => ({
      agent: agents.create(templateId, withSamples ? await samples.folders() : undefined),
    }),
    'agents.save': async ({ agentId, draft }) => ({ agent: await agents.save(agentId, draft) }),
    'agents.remove': async ({ agentId }) => {
      await agents.remove(agentId)
      return {}
    },
    'agents.restore': ({ agentId }) => ({ agent: agents.restore(agentId) }),
    'agents.run': ({ agentId }) => {
      return { runId: runs.start({ agent: agents.get(agentId), startedBy: { kind: 'hand' } }).id }
    },
  }
}
