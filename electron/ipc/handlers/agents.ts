import { basename } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Handlers } from '../router.ts'
import { agentFileEnding } from '../../../shared/model/agent-file.ts'
import { withoutOwner } from '../../../shared/rules/share-agent.ts'
import { agentFileAmong, offerAgentFile, writeAgentFile } from '../../supervisor/agents/agent-files.ts'
import { plainName } from '../../supervisor/templates/plain-name.ts'
import { templatesIn } from '../../supervisor/templates/templates.ts'
import type { Services } from './services.ts'

type AgentCommand =
  | 'agents.create'
  | 'agents.save'
  | 'agents.remove'
  | 'agents.restore'
  | 'agents.run'
  | 'agents.runOn'
  | 'agents.runOnClipboard'
  | 'agents.tryAgain'
  | 'templates.list'
  | 'agents.export'
  | 'agents.openFile'
  | 'agents.openDropped'
  | 'agents.leaveOffer'
  | 'agents.take'

export function agentHandlers({
  agents,
  samples,
  runs,
  clock,
  settings,
  desktop,
  runOn,
  publisher,
}: Services): Pick<Handlers, AgentCommand> {
  return {
    'agents.create': async ({ templateId, withSamples }) => ({
      agent: agents.create(
        templateId,
        withSamples && templateId !== null ? await samples.folders(templateId) : undefined,
      ),
    }),
    'agents.export': async ({ agentId }) => {
      const agent = agents.get(agentId)
      const path = await desktop.pickFile(agentFileEnding, plainName(agent.name))
      if (path !== null) await writeAgentFile(agent, path)
      return { saved: path !== null }
    },
    'agents.openFile': async () => {
      const path = await desktop.pickDocument({ kinds: [agentFileEnding], startAt: null })
      if (path !== null) await offerAgentFile(path, publisher.publish)
      return {}
    },
    'agents.openDropped': async ({ files }) => {
      const path = agentFileAmong(files)
      if (path === null) throw new CodedError('agentFile.notOne', { name: basename(files[0] ?? '') })
      await offerAgentFile(path, publisher.publish)
      return {}
    },
    'agents.leaveOffer': () => {
      publisher.publish({ type: 'agentFile.offered', offer: null })
      return {}
    },
    'agents.take': async ({ offer }) => {
      publisher.publish({ type: 'agentFile.offered', offer: null })
      const agent = agents.create(null)
      const { name, steps, switchedOff, triggers } = withoutOwner(offer)
      return { agent: await agents.save(agent.id, { ...agent, name, steps, switchedOff, triggers, enabled: false }) }
    },
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
    'agents.runOn': async ({ agentId, files }) => {
      const paths = files ?? [await desktop.pickDocument({ kinds: [], startAt: null })].flatMap((path) => path ?? [])
      return { runId: paths.length === 0 ? null : (await runOn.files(agentId, paths)).id }
    },
    'agents.runOnClipboard': async ({ agentId }) => ({ runId: (await runOn.clipboard(agentId)).id }),
    'agents.tryAgain': ({ agentId }) => ({
      agent: agents.stand(agentId, { name: 'ready', since: clock.now() }),
    }),
  }
}
