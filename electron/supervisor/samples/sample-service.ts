import { dirname } from 'node:path'
import type { Agent } from '../../../shared/model/agent.ts'
import type { RunId } from '../../../shared/model/brand.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { sameModel } from '../../../shared/rules/route/wanted-model.ts'
import type { AgentService, OfferedFolders } from '../agents/agent-service.ts'
import { foldersOf } from '../agents/folder-grants.ts'
import type { RunService } from '../runs/run-service.ts'
import { placeTemplateSamples } from '../templates/template-samples.ts'
import { sampleTemplateId, templateNamed } from '../templates/templates.ts'
import { makeFolder, placeSamples } from './sample-documents.ts'

/** Where the sample documents come from, where the owner finds them, and where reports about them go. */
export type SamplePlaces = {
  source(language: Language): string
  documents(language: Language): string
  reports: string
}

export type SampleService = {
  /** The folders of an agent that works on the samples of its template, made when they are missing. */
  folders(templateId: string): Promise<OfferedFolders>
  /** Makes the sample agent (once) and runs it; a run that is under way is returned as it is. Null: the usual model. */
  run(model: ModelReference | null): Promise<{ runId: RunId; documentsFolder: string }>
}

/** The ready agent on the sample documents, for a first look and for the job without a display. */
export function createSampleService(dependencies: {
  agents: AgentService
  runs: Pick<RunService, 'start' | 'liveOf'>
  places: SamplePlaces
  language: () => Language
}): SampleService {
  const { agents, runs, places, language } = dependencies
  const folders = async () => ({
    read: await placeSamples(places.source(language()), places.documents(language())),
    write: await makeFolder(places.reports),
  })
  return {
    async folders(templateId) {
      const template = templateNamed(templateId)
      return template.samples.length === 0
        ? folders()
        : placeTemplateSamples(template, language(), dirname(places.documents(language())))
    },
    async run(model) {
      const { read, write } = await folders()
      const known = agents.list().find((agent) => isSampleAgent(agent, read))
      const made = known ?? agents.create(sampleTemplateId, { read, write })
      const agent = model === null || namesModel(made, model) ? made : agents.chooseModel(made.id, model)
      const live = runs.liveOf(agent.id)
      const runId = live?.id ?? runs.start({ agent, startedBy: { kind: 'hand' } }).id
      return { runId, documentsFolder: read }
    },
  }
}

/** The owner may have changed the sample agent; one that reads another folder is theirs, not the sample. */
function isSampleAgent(agent: Agent, folder: string): boolean {
  const read = agent.steps.flatMap(foldersOf).filter(({ grant }) => grant.access === 'read')
  return agent.templateId === sampleTemplateId && read.every(({ grant }) => grant.path === folder) && read.length > 0
}

function namesModel({ modelPolicy }: Agent, model: ModelReference): boolean {
  return modelPolicy.kind === 'named' && sameModel(modelPolicy.model, model)
}
