import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { CodedError } from '../shared/contract/errors.ts'
import { createTranslator } from '../shared/i18n/translate.ts'
import type { Agent } from '../shared/model/agent.ts'
import type { AgentId } from '../shared/model/brand.ts'
import type { Run } from '../shared/model/run.ts'
import { createApprovalRepository } from './storage/companion/approvals.ts'
import type { CompanionEdge } from './companion.ts'
import { createStandingYesRepository } from './storage/companion/standing-yeses.ts'
import { createFlush } from './storage/flushed-writes.ts'
import { createPageService, type PageService } from './supervisor/pages/page-service.ts'
import { createAgentStandings } from './supervisor/agents/agent-standings.ts'
import { type ApprovalService, createApprovalService } from './supervisor/approvals/approval-service.ts'
import { createRunService } from './supervisor/runs/create-run-service.ts'
import type { RunServiceDependencies } from './supervisor/runs/run-dependencies.ts'
import { createShownResultRepository, type ShownResultRepository } from './storage/companion/shown-results.ts'
import { createKeptAnswerRepository } from './storage/companion/kept-answers.ts'
import { createActRepository } from './storage/companion/acts.ts'
import { type ComparisonService, createComparisonService } from './supervisor/trials/comparison-service.ts'
import { createRunOnService, type RunOnService } from './supervisor/run-on/run-on-service.ts'
import { createDraftingService, type DraftingService } from './supervisor/drafting/drafting-service.ts'
import { createTrialRunner } from './supervisor/trials/trial-run.ts'
import { createTrialService, type TrialService } from './supervisor/trials/trial-service.ts'
import type { FolderGrants } from './supervisor/agents/folder-grants.ts'
import { createUndoService, type UndoService } from './supervisor/undo/undo-service.ts'
import { createInnerSources } from './supervisor/runs/inner-sources.ts'
import { createRunScratch } from './supervisor/runs/run-scratch.ts'
import type { RunService } from './supervisor/runs/run-service.ts'

type Made =
  | 'clock'
  | 'readMemory'
  | 'pages'
  | 'inner'
  | 'flush'
  | 'approvals'
  | 'scratch'
  | 'newId'
  | 'mintToken'
  | 'concurrent'
  | 'onEnded'

/** Runs, the questions they ask their owner, and what an agent's runs say of it. */
export function composeRuns(
  parts: Omit<RunServiceDependencies, Made> & {
    edge: Pick<
      CompanionEdge,
      | 'clock'
      | 'readMemory'
      | 'dataFolder'
      | 'cores'
      | 'pageWindows'
      | 'resolveProxy'
      | 'network'
      | 'readClipboard'
      | 'printPdf'
    >
    agents: Parameters<typeof createAgentStandings>[0]['agents'] & { findRemoved: (agentId: AgentId) => Agent | null }
    /** How many runs the owner wants at once; null for as many as suit. */
    wanted: () => number | null
    grants: Pick<FolderGrants, 'admit'>
    /** A run has ended, and its agent was judged by it. */
    onEnded: () => void
  },
): {
  runs: RunService
  approvals: ApprovalService
  pages: PageService
  undo: UndoService
  results: ShownResultRepository
  trials: TrialService
  comparisons: ComparisonService
  drafting: DraftingService
  runOn: RunOnService
  /** How many runs may be at work at once. */
  places: () => number
} {
  const { db, publish, agents, wanted } = parts
  const { clock, readMemory, dataFolder, cores } = parts.edge
  const approvals: ApprovalService = createApprovalService({
    repository: createApprovalRepository(db),
    yeses: createStandingYesRepository(db),
    clock,
    publish,
    newId: nanoid,
    onAnswered: (approval) => runs.answered(approval),
  })
  const pages = createPageService({
    windows: parts.edge.pageWindows,
    agent: (agentId) => agents.find(agentId),
    processes: parts.processes,
    resolveProxy: parts.edge.resolveProxy,
    loginAt: parts.edge.network.loginAt,
    publish,
  })
  const agentOf = (agentId: AgentId): Agent => {
    const agent = agents.find(agentId)
    if (agent === null) throw new CodedError('agent.missing', {}, agentId)
    return agent
  }
  const scratch = createRunScratch(join(dataFolder, 'scratch'))
  const inner = createInnerSources({
    readClipboard: parts.edge.readClipboard,
    printPdf: parts.edge.printPdf,
    agents,
    list: (page) => runs.list(page),
  })
  const places = () => wanted() ?? runsThatSuit(cores)
  const runs: RunService = createRunService({
    ...parts,
    inner,
    clock,
    readMemory,
    pages,
    flush: createFlush(db),
    approvals,
    newId: nanoid,
    mintToken: () => randomBytes(32).toString('hex'),
    scratch,
    concurrent: places,
    onEnded(run) {
      judge(run)
      parts.onEnded()
    },
  })
  const judge: (run: Run) => void = createAgentStandings({ agents, runs, clock })
  createKeptAnswerRepository(db).sweep()
  const results = createShownResultRepository(db)
  results.sweep()
  const kept = createKeptAnswerRepository(db)
  const trialSetting = {
    ...parts,
    ...parts.edge,
    pages,
    inner,
    newId: nanoid,
    mintToken: () => randomBytes(32).toString('hex'),
    home: join(dataFolder, 'scratch'),
  }
  const tryRunner = createTrialRunner({ ...trialSetting, answers: kept })
  const trials = createTrialService({ ...trialSetting, runner: tryRunner })
  // What a model costs shows only when it is asked; what it answers serves the agent that takes it over.
  const compareRunner = createTrialRunner({ ...trialSetting, answers: { take: () => null, keep: kept.keep } })
  const comparisons = createComparisonService({ ...trialSetting, runner: compareRunner, chance: Math.random })
  const runOn = createRunOnService({
    agents: { get: agentOf },
    runs: { start: (request) => runs.start(request) },
    inner,
    scratch,
    newId: nanoid,
    clipboardName: () => createTranslator(parts.language()).t('agents.runOn.clipboardName'),
  })
  const drafting = createDraftingService(trialSetting)
  const undo = createUndoService({
    acts: createActRepository(db),
    read: (runId) => runs.read(runId).run,
    agentOf: ({ agentId }) => agents.find(agentId) ?? agents.findRemoved(agentId),
    processes: parts.processes,
    clock,
    keptFolder: scratch.keptFolder,
  })
  const close = async () => {
    await Promise.all([trials.close(), comparisons.close(), drafting.close()])
    tryRunner.close()
    compareRunner.close()
    await runs.close()
  }
  return {
    runs: { ...runs, close },
    approvals,
    pages,
    undo,
    trials,
    comparisons,
    drafting,
    runOn,
    places,
    results,
  }
}

/** How many runs may be at work at once unless the owner says otherwise: they mostly wait for models. */
function runsThatSuit(cores: number): number {
  return Math.min(8, Math.max(2, 1 + Math.floor(cores / 2)))
}
