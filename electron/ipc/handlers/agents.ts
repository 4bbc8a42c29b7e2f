import type { Handlers } from '../router.ts'
import { templatesIn } from '../../supervisor/templates/templates.ts'
import type { Services } from './services.ts'

type AgentCommand =
  | 'agents.create'
  | 'agents.save'
  | 'agents.remove'
  | 'agents.restore'
  | 'agents.run'
  | 'agents.tryAgain'
  | 'templates.list'

export function agentHandlers({ agents, samples, runs, clock, settings }: Services): Pick<Handlers, AgentCommand> {
  return {
    'agents.create': async ({ templateId, withSamples }) => ({
      agent: agents.create(
        templateId,
        withSamples && templateId !== null ? await samples.folders(templateId) : undefined,
      ),
    }),
    'templates.list': () => ({ templates: templatesIn(settings.language()) }),
    'agents.save': async ({ agentId, draft }) => ({ agent: await agents.save(agentId, draft) }),
    'agents.remove': async ({ agentId }) => {
      await agents.remove(agentId)
      return {}
    },
    'agents.restore': ({ agentId }) => ({ agent: agents.restore(agentId) }),
    'agents.run': ({ agentId, despite = false }) => {
      return { runId: runs.start({ agent: agents.get(agentId), startedBy: { kind: 'hand' }, despite }).id }
    },
    'agents.tryAgain': ({ agentId }) => ({
      agent: agents.stand(agentId, { name: 'ready', since: clock.now() }),
    }),
  }
}
