import { CodedError, toAppError, type AppError } from '../../../shared/contract/errors.ts'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId, Instant } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { AgentForecast, Forecast, MeasuredInput, RunForecast } from '../../../shared/model/forecast.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { activeSteps } from '../../../shared/rules/active-steps.ts'
import { forecastOf } from '../../../shared/rules/forecast/forecast.ts'
import { pastErrorOf } from '../../../shared/rules/forecast/forecast-error.ts'
import type { OffPeakPlan } from '../../../shared/model/off-peak.ts'
import { nextInstants } from '../../../shared/rules/recurrence.ts'
import { forecastMonth } from '../../../shared/rules/forecast/month.ts'
import type { ExchangeRate } from '../../../shared/rules/price/convert.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { ForecastRepository } from '../../storage/companion/forecasts.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import type { FolderGrants } from '../agents/folder-grants.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import { pastRunsOf, usedBefore } from './agent-history.ts'
import { createMeasurer } from './measurer.ts'
import { monthTimes } from './month-times.ts'
import type { RunPlanner } from './plan-run.ts'
import { priceAtTimes } from './price-at-times.ts'
import { readingOf, taskOf } from './task-names.ts'

export type ForecastService = {
  /** What a run that starts now will probably use, from what is known; null where nothing is. It waits for nothing. */
  ofRun(agent: Agent, model: RunPlan['model']): RunForecast | null
  /** When a run that is due now begins; null where it may not wait for cheaper hours. It waits for nothing either. */
  planOf(agent: Agent, model: RunPlan['model']): OffPeakPlan | null
  /**
   * The forecast of an agent as it is saved, or as it is edited. With `count` its documents are counted before, by a process of its
   * own. Throws CodedError `agent.missing`.
   */
  ofAgent(agentId: AgentId, draft: AgentDraft | null, count: boolean): Promise<AgentForecast>
  stopCounting(agentId: AgentId): void
  close(): Promise<void>
}

/** What was counted so shortly before is not counted again, in milliseconds. */
const freshFor = 30_000

/** What runs will cost before they start: from what lies in their folders, what their steps ask, and how it went before. */
export function createForecastService(dependencies: {
  repository: ForecastRepository
  agents: { find(agentId: AgentId): Agent | null }
  grants: Pick<FolderGrants, 'admit'>
  /** Files an agent's runs wrote themselves. */
  ownOutputs: (agentId: AgentId) => string[]
  providers: () => readonly Provider[]
  /** The model the agent's next run will use. Throws the code that says why there is none. */
  resolveModel: (agent: Agent) => RunPlan['model']
  exchangeRates: () => readonly ExchangeRate[]
  planner: RunPlanner
  language: () => Language
  processes: Pick<ProcessHost, 'start'>
  publish: Publish
  clock: Clock
}): ForecastService {
  const { repository, agents, grants, ownOutputs, providers, resolveModel, language, processes, publish, clock } =
    dependencies
  /** Counts from sizes alone, while the real one is made. */
  const guesses = new Map<string, MeasuredInput>()
  const measurer = createMeasurer({
    processes,
    clock,
    answers: {
      'files.known': async ({ files }) => ({ counts: repository.knownFiles(files) }),
      'files.keep': async ({ files }) => {
        repository.keepFiles(files, clock.now())
        return {}
      },
    },
  })

  const measuredOf = (agent: Agent): MeasuredInput | null => {
    if (!agent.steps.some(({ kind }) => kind === 'readFolder')) return { at: clock.now(), steps: [] }
    const reading = readingOf(agent.steps)
    return repository.countedTask(agent.id, reading) ?? guesses.get(`${agent.id} ${reading}`) ?? null
  }
  const forecaster = (agent: Agent, model: RunPlan['model']) => {
    const provider = providers().find(({ id }) => id === model.reference.providerId)
    const price = provider?.models.find(({ name }) => name === model.reference.model)?.price ?? null
    const question = {
      steps: agent.steps,
      measured: measuredOf(agent),
      contextTokens: model.contextTokens,
      price,
      history: pastRunsOf(repository, agent.id, taskOf(agent.steps), model.reference),
      language: language() === 'zh-CN' ? ('zh' as const) : ('en' as const),
    }
    return { price, at: (at: Instant) => forecastOf({ ...question, at }) }
  }

  const planAt = (agent: Agent, model: RunPlan['model'], due: Instant): OffPeakPlan | null => {
    const { price, at } = forecaster(agent, model)
    const now = at(due)
    const money = now === null ? () => null : priceAtTimes(price, now, at)
    return dependencies.planner.plan(agent, due, (moment) => money(moment)?.money ?? null)
  }

  const count = async (agent: Agent): Promise<void> => {
    const reading = readingOf(agent.steps)
    const known = repository.countedTask(agent.id, reading)
    if (known !== null && clock.now() - known.at < freshFor && known.at <= clock.now()) return
    const steps = agent.steps.flatMap((step) =>
      step.kind === 'readFolder' && step.folder !== null
        ? [{ stepId: step.id, folder: step.folder, recursive: step.recursive }]
        : [],
    )
    if (steps.length === 0) return
    const key = `${agent.id} ${reading}`
    try {
      const counted = await measurer.measure({
        agentId: agent.id,
        task: reading,
        order: { steps, grants: agent.grants, ownOutputs: ownOutputs(agent.id) },
        onGuess: (guess) => void guesses.set(key, { at: clock.now(), steps: guess }),
        onProgress: (counting) => publish({ type: 'agent.counting', agentId: agent.id, counting }),
      })
      if (counted !== null) repository.keepTask(agent.id, reading, { at: clock.now(), steps: counted })
    } finally {
      guesses.delete(key)
      publish({ type: 'agent.counting', agentId: agent.id, counting: null })
    }
  }

  const answer = (agent: Agent, trouble: AppError | null): AgentForecast => {
    const errors = repository.endedRuns(agent.id, 50).flatMap(({ forecastError }) => forecastError ?? [])
    const error = pastErrorOf(errors)
    const model = orProblem(() => resolveModel(agent))
    if (!model.ok) return { run: null, month: null, offPeak: null, error, problem: model.error }
    const { price, at } = forecaster(agent, model.value)
    const run = at(clock.now())
    const month = run === null ? null : monthOf(agent, priceAtTimes(price, run, at))
    return { run, month, offPeak: nextPutOff(agent, model.value), error, problem: trouble }
  }
  const nextPutOff = (agent: Agent, model: RunPlan['model']): AgentForecast['offPeak'] => {
    const [dueAt] = agent.triggers.flatMap((trigger) => nextInstants(trigger, clock.now(), 1)).toSorted((a, b) => a - b)
    const plan = dueAt === undefined ? null : planAt(agent, model, dueAt)
    return plan === null || dueAt === undefined ? null : { dueAt, ...plan }
  }
  const monthOf = (agent: Agent, forecastAt: (at: Instant) => Forecast): AgentForecast['month'] => {
    const { times, scale } = monthTimes(agent.triggers, clock.now())
    if (times.length === 0) return null
    const costAt = (at: Instant) => forecastAt(at).money
    // What may wait costs what it costs when it begins.
    const starts = times.map((due) => dependencies.planner.plan(agent, due, costAt)?.startAt ?? due)
    return forecastMonth({
      times: starts.toSorted((left, right) => left - right),
      scale,
      forecastAt,
      budgets: agent.budgets,
      used: agent.budgets.length === 0 ? [] : usedBefore(repository, agent.id, clock),
      rates: dependencies.exchangeRates(),
      zone: clock.zone(),
    })
  }

  return {
    ofRun(agent, model) {
      const forecast = forecaster(agent, model).at(clock.now())
      return forecast === null ? null : { ...forecast, task: taskOf(agent.steps) }
    },
    planOf: (agent, model) => planAt(agent, model, clock.now()),
    async ofAgent(agentId, draft, wantsCount) {
      const saved = agents.find(agentId)
      if (saved === null) throw new CodedError('agent.missing', {}, agentId)
      let agent: Agent = draft === null ? saved : { ...saved, ...draft }
      let trouble: AppError | null = null
      try {
        if (draft !== null) agent = { ...agent, ...(await grants.admit(draft.steps, saved.grants)) }
        agent = { ...agent, steps: activeSteps(agent) }
        if (wantsCount) await count(agent)
      } catch (thrown) {
        trouble = toAppError(thrown)
      }
      return answer(agent, trouble)
    },
    stopCounting: measurer.stop,
    close: measurer.close,
  }
}

function orProblem<Value>(work: () => Value): { ok: true; value: Value } | { ok: false; error: AppError } {
  try {
    return { ok: true, value: work() }
  } catch (thrown) {
    return { ok: false, error: toAppError(thrown) }
  }
}
