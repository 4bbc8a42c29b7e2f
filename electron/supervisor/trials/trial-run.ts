import { join } from 'node:path'
import { mkdir, rm } from 'node:fs/promises'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { type Trial, trialTokens, triedAtMost, type TriedStep } from '../../../shared/model/trial.ts'
import { totalTokens, type UsageTotals } from '../../../shared/model/usage.ts'
import type { KeptAnswerRepository } from '../../storage/companion/kept-answers.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { PageService } from '../pages/page-service.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { InnerSources } from '../runs/inner-sources.ts'
import type { OpenMail, RunServiceDependencies } from '../runs/run-dependencies.ts'
import { type ReadMemory, type RunnerProcess, startRunnerProcess } from '../runs/runner-process.ts'
import { createTrialAnswers } from './trial-answers.ts'

export type TrialRun = {
  readonly trialId: RunId
  /** Ends it, unless it is over; resolves when nothing of it is left. */
  readonly end: (state: Trial['state'], error?: unknown) => Promise<void>
}

export type TrialDependencies = Pick<RunServiceDependencies, 'modelsForPass' | 'mintToken' | 'newId'> & {
  gateway: GatewayHost
  processes: ProcessHost
  answers: Pick<KeptAnswerRepository, 'take' | 'keep'>
  pages: Pick<PageService, 'wayTo' | 'render' | 'leave'>
  inner: InnerSources
  openMail: OpenMail
  readMemory: ReadMemory
  clock: Clock
  /** A folder below which each trial has its own. */
  home: string
}

export type TrialRunner = {
  /** Tries an agent once; everything that changes about it is told, its end included. */
  begin(order: {
    plan: RunPlan
    /** `try`: the owner looks what it does. `trial`: models are compared. */
    kind: 'try' | 'trial'
    tell: (trial: Trial) => void
  }): TrialRun
  close(): void
}

/** A gigabyte: a trial reads three things. */
const memoryLimit = 1_073_741_824

/** Single trials, each in a runner of its own that is gone afterwards. */
export function createTrialRunner(dependencies: TrialDependencies): TrialRunner {
  const { gateway, pages, clock, home } = dependencies
  const usages = new Map<RunId, (usage: UsageTotals) => void>()
  const stopHearing = gateway.onReport((report) => {
    if (report.type === 'run.meter') usages.get(report.runId)?.(report.usage)
  })

  const begin: TrialRunner['begin'] = ({ plan, kind, tell }) => {
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
      tell(trial)
    }
    const changeStep = (stepId: TriedStep['stepId'], changes: Partial<TriedStep>) =>
      change({ steps: trial.steps.map((step) => (step.stepId === stepId ? { ...step, ...changes } : step)) })
    const meter = ({ tokens, spent }: UsageTotals) => {
      change({ tokens: totalTokens(tokens), spent })
      if (trial.tokens > trialTokens) void end('stopped', new CodedError('trial.tooMuch', { tokens: trialTokens }))
    }
    let runner: RunnerProcess | null = null
    const end: TrialRun['end'] = async (state, error) => {
      if (isOver) return
      isOver = true
      usages.delete(trialId)
      pages.leave(trialId)
      const { tokens, spent } = await gateway.stopRun(trialId).catch(() => ({ tokens: null, spent: trial.spent }))
      const steps = trial.steps.map((step) => (step.state === 'running' ? { ...step, state: 'failed' as const } : step))
      const told = error === undefined ? null : toAppError(error)
      const used = tokens === null ? {} : { tokens: totalTokens(tokens) }
      change({ state, error: told, steps, spent, ...used, endedAt: clock.now() })
      await runner?.stop()
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    }
    usages.set(trialId, meter)
    change({})
    const isShown = new Set<string>()
    const started = async () => {
      await mkdir(made, { recursive: true })
      const door = await gateway.admit({
        runId: trialId,
        agentId: agent.id,
        kind,
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
    return { trialId, end }
  }

  return { begin, close: stopHearing }
}

/** Steps that work only in a real run, and those that only wait for a yes. */
function leftKinds({ steps }: Agent, stepId: TriedStep['stepId']): boolean {
  const kind = steps.find(({ id }) => id === stepId)?.kind
  return kind === 'work' || kind === 'approve'
}
