import { join } from 'node:path'
import { mkdir, rm } from 'node:fs/promises'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import { type AgentId, type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { type Trial, trialTokens, triedAtMost, type TriedStep } from '../../../shared/model/trial.ts'
import { totalTokens, type UsageTotals } from '../../../shared/model/usage.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { KeptAnswerRepository } from '../../storage/companion/kept-answers.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import type { FolderGrants } from '../agents/folder-grants.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { PageService } from '../pages/page-service.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import { asItRuns } from '../runs/as-it-runs.ts'
import type { InnerSources } from '../runs/inner-sources.ts'
import type { OpenMail, RunServiceDependencies } from '../runs/run-dependencies.ts'
import { type ReadMemory, type RunnerProcess, startRunnerProcess } from '../runs/runner-process.ts'
import { createTrialAnswers } from './trial-answers.ts'

export type TrialService = {
  /** Tries an agent as it is edited. A trial of it that is under way ends first. Throws `agent.missing`, `agent.incomplete`, `model.*`. */
  start(agentId: AgentId, draft: AgentDraft): Promise<void>
  stop(agentId: AgentId): Promise<void>
  close(): Promise<void>
}

type Live = { readonly trialId: RunId; readonly end: (state: Trial['state'], error?: unknown) => Promise<void> }

/** A gigabyte: a trial reads three things. */
const memoryLimit = 1_073_741_824

/** Agents that are only tried, each in a runner of its own that is gone afterwards. */
export function createTrialService(
  dependencies: Pick<RunServiceDependencies, 'resolveModel' | 'modelsForPass' | 'mintToken' | 'newId'> & {
    agents: { find(agentId: AgentId): Agent | null }
    grants: Pick<FolderGrants, 'admit'>
    gateway: GatewayHost
    processes: ProcessHost
    answers: Pick<KeptAnswerRepository, 'take' | 'keep'>
    pages: Pick<PageService, 'wayTo' | 'render' | 'leave'>
    inner: InnerSources
    openMail: OpenMail
    readMemory: ReadMemory
    clock: Clock
    publish: Publish
    language: () => Language
    /** A folder below which each trial has its own. */
    home: string
  },
): TrialService {
  const { agents, grants, gateway, pages, clock, publish, home } = dependencies
  const live = new Map<AgentId, Live>()
  const usages = new Map<RunId, (usage: UsageTotals) => void>()
  const stopHearing = gateway.onReport((report) => {
    if (report.type === 'run.meter') usages.get(report.runId)?.(report.usage)
  })

  const begin = (plan: RunPlan): void => {
    const { agent } = plan
    const trialId = runIdSchema.parse(`trial-${dependencies.newId()}`)
    const folder = join(home, trialId)
    const made = join(folder, 'made')
    let trial: Trial = {
      id: trialId,
      agentId: agent.id,
      state: 'running',
      error: null,
      steps: agent.steps.map(({ id }) => ({ stepId: id, state: 'planned', result: null })),
      leftOut: 0,
      tokens: 0,
      spent: [],
      startedAt: clock.now(),
      endedAt: null,
    }
    let isOver = false
    const change = (changes: Partial<Trial>) => {
      trial = { ...trial, ...changes }
      publish({ type: 'trial.changed', trial })
    }
    const changeStep = (stepId: TriedStep['stepId'], changes: Partial<TriedStep>) =>
      change({ steps: trial.steps.map((step) => (step.stepId === stepId ? { ...step, ...changes } : step)) })
    const meter = ({ tokens, spent }: UsageTotals) => {
      change({ tokens: totalTokens(tokens), spent })
      if (trial.tokens > trialTokens) void end('stopped', new CodedError('trial.tooMuch', { tokens: trialTokens }))
    }
    let runner: RunnerProcess | null = null
    const end: Live['end'] = async (state, error) => {
      if (isOver) return
      isOver = true
      usages.delete(trialId)
      if (live.get(agent.id)?.trialId === trialId) live.delete(agent.id)
      pages.leave(trialId)
      const { tokens, spent } = await gateway.stopRun(trialId).catch(() => ({ tokens: null, spent: trial.spent }))
      const steps = trial.steps.map((step) => (step.state === 'running' ? { ...step, state: 'failed' as const } : step))
      const told = error === undefined ? null : toAppError(error)
      const used = tokens === null ? {} : { tokens: totalTokens(tokens) }
      change({ state, error: told, steps, spent, ...used, endedAt: clock.now() })
      await runner?.stop()
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    }
    live.set(agent.id, { trialId, end })
    usages.set(trialId, meter)
    change({})
    const isShown = new Set<string>()
    const started = async () => {
      await mkdir(made, { recursive: true })
      const door = await gateway.admit({
        runId: trialId,
        agentId: agent.id,
        kind: 'try',
        token: dependencies.mintToken(),
        models: dependencies.modelsForPass(plan),
      })
      runner = startRunnerProcess({
        ...dependencies,
        mayStartPrograms: false,
        memoryLimit,
        onThrown: () => undefined,
        answers: createTrialAnswers({
          ...dependencies,
          trialId,
          plan,
          folder: made,
          onShown(result, isPlan) {
            if (isPlan) isShown.add(result.stepId)
            changeStep(result.stepId, { result })
          },
          onLeftOut: () => change({ leftOut: trial.leftOut + 1 }),
        }),
        onReport(report) {
          if (report.type === 'step') {
            const doneAs = isShown.has(report.stepId) ? 'shown' : leftKinds(agent, report.stepId) ? 'left' : 'done'
            changeStep(report.stepId, { state: report.state === 'done' ? doneAs : report.state })
          }
          if (report.type === 'finished') void end('done')
          if (report.type === 'failed')
            void end('failed', new CodedError(report.error.code, report.error.params, report.error.detail))
        },
      })
      void runner.exited.then(({ fault }) => end('failed', new CodedError('run.runnerDied', {}, fault)))
      const { model } = plan
      runner.order({
        runId: trialId,
        agent: { ...agent, grants: [...agent.grants, { path: made, access: 'write' }, { path: made, access: 'read' }] },
        model: model.reference,
        modelLabel: model.label,
        modelIsPractice: model.practice,
        contextTokens: model.contextTokens,
        language: plan.language,
        zone: plan.zone,
        createdAt: clock.now(),
        gateway: door,
        scratchFolder: join(folder, 'scratch'),
        keptFolder: join(folder, 'kept'),
        trial: { most: triedAtMost, folder: made },
        ownOutputs: [],
      })
    }
    started().catch((thrown: unknown) => void end('failed', thrown))
  }

  return {
    async start(agentId, draft) {
      const saved = agents.find(agentId)
      if (saved === null) throw new CodedError('agent.missing', {}, agentId)
      await live.get(agentId)?.end('stopped')
      const admitted = await grants.admit(draft.steps, saved.grants)
      const agent = asItRuns({ ...saved, ...draft, name: draft.name || saved.name, ...admitted })
      const model = dependencies.resolveModel(agent)
      begin({ agent, model, language: dependencies.language(), zone: clock.zone() })
    },
    async stop(agentId) {
      await live.get(agentId)?.end('stopped')
    },
    async close() {
      stopHearing()
      await Promise.all([...live.values()].map(({ end }) => end('stopped')))
    },
  }
}

/** Steps that work only in a real run, and those that only wait for a yes. */
function leftKinds({ steps }: Agent, stepId: TriedStep['stepId']): boolean {
  const kind = steps.find(({ id }) => id === stepId)?.kind
  return kind === 'work' || kind === 'approve'
}
