import { CodedError } from '../../../shared/contract/errors.ts'
import type { Agent, AgentDraft, FolderGrant } from '../../../shared/model/agent.ts'
import { type AgentId, agentIdSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Language } from '../../../shared/model/settings.ts'
import type { Standing } from '../../../shared/model/supervision.ts'
import { fieldsOf, stepSchema } from '../../../shared/steps/step.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { AgentRepository } from '../../storage/companion/agents.ts'
import type { RunService } from '../runs/run-service.ts'
import { inLanguage } from '../templates/follow-language.ts'
import { blankDraft, draftOf } from '../templates/template.ts'
import { firstTemplateId, templateNamed, templates } from '../templates/templates.ts'
import { checkDraft } from './check-draft.ts'
import { type FolderGrants, foldersOf } from './folder-grants.ts'
import type { ProgramGrants } from './program-grants.ts'

export type AgentService = {
  list(): Agent[]
  /** Throws CodedError `agent.missing`, for a removed agent too. */
  get(agentId: AgentId): Agent
  /**
   * Makes an agent from a template, in the owner's language, with the folders this app itself offers, if any. Null: one that does nothing
   * yet.
   */
  create(templateId: string | null, folders?: OfferedFolders): Agent
  /** Throws `agent.missing`, `request.invalid`, `folder.notGranted`. */
  save(agentId: AgentId, draft: AgentDraft): Promise<Agent>
  chooseModel(agentId: AgentId, model: ModelReference): Agent
  /** Changes whether it may start by itself. Throws `agent.missing`. */
  stand(agentId: AgentId, standing: Standing): Agent
  /** Ends the agent's runs first. It can be taken back with `restore`. */
  remove(agentId: AgentId): Promise<void>
  restore(agentId: AgentId): Agent
  /** On the very first start: offers the ready agent. */
  welcome(): void
  /** Says the texts that are still a template's own in the owner's language. */
  followLanguage(): void
}

/** Folders this app made for an agent, and a table to read. */
export type OfferedFolders = { readonly read: string; readonly write: string; readonly file?: string | null }

/** What the scheduler must hear of agents. */
export type AgentWatcher = { agentChanged(agent: Agent): void; agentRemoved(agentId: AgentId): void }

/** Agents as their owner sets them up; every change is stored, scheduled and then reported. */
export function createAgentService(dependencies: {
  repository: AgentRepository
  grants: FolderGrants
  programs: Pick<ProgramGrants, 'admit'>
  runs: Pick<RunService, 'live' | 'stop'>
  watcher: AgentWatcher
  publish: Publish
  clock: Clock
  newId: () => string
  language: () => Language
}): AgentService {
  const { repository, grants, programs, runs, watcher, publish, clock, newId, language } = dependencies

  const get = (agentId: AgentId) => repository.find(agentId) ?? missing(agentId)
  const keep = (agent: Agent): Agent => {
    repository.save(agent)
    publish({ type: 'agent.saved', agent })
    watcher.agentChanged(agent)
    return agent
  }
  const create: AgentService['create'] = (templateId, folders) => {
    const now = clock.now()
    const draft =
      templateId === null
        ? blankDraft(createTranslator(language()).t('agents.newName'))
        : draftOf(templateNamed(templateId), { language: language(), zone: clock.zone(), newId })
    const steps = folders === undefined ? draft.steps : withFolders(draft.steps, folders)
    const id = agentIdSchema.parse(newId())
    const dates = { createdAt: now, updatedAt: now }
    return keep({ ...draft, ...dates, ...ready, id, templateId, steps, grants: grantsOf(steps) })
  }

  return {
    list: () => repository.list(),
    get,
    create,
    async save(agentId, draft) {
      checkDraft(draft)
      const before = get(agentId)
      const known = before.grants
      programs.admit(draft.steps, before.steps)
      const { steps, grants: ofSteps } = await grants.admit(draft.steps, known)
      const { triggers, grants: ofTriggers } = await grants.admitTriggers(draft.triggers, known)
      const others = ofTriggers.filter(
        ({ path }) => !ofSteps.some((each) => each.path === path && each.access === 'read'),
      )
      const admitted = { steps, triggers, grants: [...ofSteps, ...others] }
      return keep({ ...get(agentId), ...draft, ...admitted, updatedAt: clock.now() })
    },
    chooseModel: (agentId, model) =>
      keep({ ...get(agentId), modelPolicy: { kind: 'named', model }, updatedAt: clock.now() }),
    stand: (agentId, standing) => keep({ ...get(agentId), standing }),
    async remove(agentId) {
      get(agentId)
      const live = runs.live().filter((run) => run.agentId === agentId)
      await Promise.all(live.map(({ id }) => runs.stop(id, 'agentRemoved').catch(unlessEnded)))
      repository.remove(agentId, clock.now())
      publish({ type: 'agent.removed', agentId })
      watcher.agentRemoved(agentId)
    },
    restore(agentId) {
      const agent = repository.findRemoved(agentId) ?? missing(agentId)
      repository.restore(agentId)
      return keep(agent)
    },
    welcome() {
      if (repository.isUntouched()) create(firstTemplateId)
    },
    followLanguage() {
      for (const agent of repository.list()) {
        const template = templates.find((each) => each.id === agent.templateId)
        const spoken = template === undefined ? null : inLanguage(agent, template, language())
        if (spoken !== null) keep(spoken)
      }
    },
  }
}

const ready = { standing: { name: 'ready' as const, since: null } }

function missing(agentId: AgentId): never {
  throw new CodedError('agent.missing', {}, agentId)
}

/** The run may end by itself while it is being stopped; that is what was wanted. */
function unlessEnded(thrown: unknown): void {
  if (!(thrown instanceof CodedError) || thrown.code !== 'run.ended') throw thrown
}

/** Every folder and file of the steps, by what the step does with it. */
function withFolders(steps: Agent['steps'], folders: OfferedFolders): Agent['steps'] {
  return steps.map((step) => {
    const chosen = fieldsOf(step.kind).flatMap((field) =>
      field.control === 'folder'
        ? [[field.name, folders[field.access]] as const]
        : field.control === 'file' && field.access === 'read' && folders.file
          ? [[field.name, folders.file] as const]
          : [],
    )
    return stepSchema.parse({ ...step, ...Object.fromEntries(chosen) })
  })
}

function grantsOf(steps: Agent['steps']): FolderGrant[] {
  return steps.flatMap((step) => foldersOf(step).map(({ grant }) => grant))
}
