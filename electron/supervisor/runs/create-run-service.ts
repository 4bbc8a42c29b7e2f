import type { DatabaseSync } from 'node:sqlite'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import type { RunForecast } from '../../../shared/model/forecast.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { noUsage, type UsageTotals } from '../../../shared/model/usage.ts'
import { problemsOf } from '../../../shared/steps/step.ts'
import { createActRepository } from '../../storage/companion/acts.ts'
import { createCheckpointRepository } from '../../storage/companion/checkpoints.ts'
import { createDeliverableRepository } from '../../storage/companion/deliverables.ts'
import { createRunRepository, type RunPlan } from '../../storage/companion/runs.ts'
import type { GatewayHost, RunReport } from '../gateway-host/gateway-host.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { Keyring } from '../providers/keyring.ts'
import { causeOf, type RunEnd, stateOf } from './run-outcome.ts'
import { isResting, nextFromQueue } from './run-queue.ts'
import { createRunRecords } from './run-records.ts'
import type { RunScratch } from './run-scratch.ts'
import type { RunService } from './run-service.ts'
import { createRunWorker, type RunWorker } from './run-worker.ts'
import { endedSteps, plannedSteps } from './step-progress.ts'

export type RunServiceDependencies = {
  db: DatabaseSync
  clock: Clock
  publish: (event: AppEvent) => void
  processes: ProcessHost
  gateway: GatewayHost
  keyring: Pick<Keyring, 'whenReadable'>
  /** The model an agent's run uses from its start to its end. Throws `model.missing`. */
  resolveModel: (agent: Agent) => RunPlan['model']
  /** What a run's pass lets in now, its own model first. Throws `model.notAllowed`. */
  modelsForPass: (plan: RunPlan) => ModelReference[]
  /** What a run of the agent, with this model, will probably use; null where nothing is known. It must not wait for anything. */
  forecast: (agent: Agent, model: RunPlan['model']) => RunForecast | null
  language: () => Language
  newId: () => string
  /** A secret of at least 32 random bytes, as text. */
  mintToken: () => string
  scratch: RunScratch
  /** A run has ended, whichever way; its record is published before. */
  onEnded: (run: Run) => void
  /** How many runs may be at work at once. */
  concurrent: number
}

/** How long a full disk is waited for before a run is started again, in milliseconds. */
const retryInterval = 5_000

/** Runs from the queue to their end: rows are the truth, and at most one worker does each of them. */
export function createRunService(dependencies: RunServiceDependencies): RunService {
  const { db, clock, publish, processes, gateway, keyring, resolveModel, language, newId, scratch, forecast } =
    dependencies
  const repository = createRunRepository(db)
  const facts = {
    checkpoints: createCheckpointRepository(db),
    acts: createActRepository(db),
    deliverables: createDeliverableRepository(db),
  }
  const workers = new Map<RunId, RunWorker>()
  let isHeld = false
  let isClosed = false
  let cancelPump: (() => void) | null = null
  const records = createRunRecords({
    repository,
    clock,
    publish,
    onTrouble: (runId, error) =>
      workers.get(runId)?.conclude({ kind: 'failed', error: toAppError(error), cause: 'storageFailed' }),
  })
  const notice = (thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) })

  /** What is known now, and never a reason not to start. */
  const forecastFor = (agent: Agent, model: RunPlan['model']): RunForecast | null => {
    try {
      return forecast(agent, model)
    } catch {
      return null
    }
  }

  /** Starts whatever may start. */
  const pump = () => {
    cancelPump?.()
    cancelPump = null
    if (isClosed) return
    const live = records.live()
    const working = live.filter(({ state }) => state.name !== 'queued').map(({ agentId }) => agentId)
    // While agents are paused nothing starts by itself; what the owner starts by hand does.
    const queued = live.filter(
      ({ state, startedBy }) => state.name === 'queued' && (!isHeld || startedBy.kind === 'hand'),
    )
    const resting = live.filter(({ state }) => isResting(state)).length
    const concurrent = dependencies.concurrent + resting
    for (const { id } of nextFromQueue({ queued, working, concurrent })) {
      try {
        records.move(id, { name: 'running' }, 'placeFree', { startedAt: clock.now() })
      } catch (thrown) {
        notice(thrown)
        cancelPump = clock.after(retryInterval, pump)
        return
      }
      employ(id, false)
    }
  }

  const employ = (runId: RunId, isResumed: boolean) => {
    const run = records.find(runId)
    const plan = planOf(runId)
    if (run === null || plan === null) return
    const worker = createRunWorker({
      runId,
      plan,
      createdAt: run.createdAt,
      facts,
      records,
      processes,
      gateway,
      keyring,
      clock,
      publish,
      mintToken: dependencies.mintToken,
      modelsForPass: dependencies.modelsForPass,
      scratchFolder: scratch.folderOf(runId),
      onRest: pump,
      onEnd: (end, usage, settled) => finish(runId, end, usage, () => settled),
    })
    workers.set(runId, worker)
    worker.start(isResumed)
  }

  /** A run whose plan cannot be read any more can only fail. */
  const planOf = (runId: RunId): RunPlan | null => {
    try {
      const plan = records.planOf(runId)
      if (plan === null) throw new CodedError('storage.damaged', {}, `run ${runId} has no plan`)
      return plan
    } catch (thrown) {
      finish(runId, { kind: 'failed', error: toAppError(thrown), cause: 'storageFailed' }, null, () =>
        gateway.endRun(runId),
      )
      return null
    }
  }

  const finish = (runId: RunId, end: RunEnd, usage: UsageTotals | null, settled: () => Promise<UsageTotals>) => {
    if (isClosed) return
    const run = records.find(runId)
    if (run === null) return
    const now = clock.now()
    const state = stateOf(end)
    const changes = { endedAt: now, steps: endedSteps(run.steps, state.name, now), usage: usage ?? run.usage }
    workers.delete(runId)
    const ended = records.end(runId, { state, cause: causeOf(end), settled: usage !== null }, changes)
    scratch.remove(runId).catch(notice)
    dependencies.onEnded(ended)
    if (usage === null) settleLater(runId, settled())
    pump()
  }

  /** Until it is known what a run cost in the end, its record shows what was known last. */
  const settleLater = (runId: RunId, settled: Promise<UsageTotals>) => {
    settled
      .then((usage) => {
        if (!isClosed) records.settle(runId, usage)
      })
      .catch((thrown: unknown) => {
        // What a gateway that cannot start owes is asked for again at the next start of the app.
        if (!isClosed) notice(thrown)
      })
  }

  const stopHearing = gateway.onReport((report) => {
    switch (report.type) {
      case 'run.meter':
        records.meter(report.runId, report.usage, report.tokensPerSecond)
        break
      case 'run.waiting':
        showWaiting(report)
        break
      case 'run.fallback':
        records.noteFallback(report)
        break
    }
  })
  const showWaiting = ({ runId, waiting }: Extract<RunReport, { type: 'run.waiting' }>) => {
    const state = records.find(runId)?.state
    if (!workers.get(runId)?.isWorking() || state === undefined) return
    const reason = waiting === 'retry' ? null : waiting
    const now = state.name === 'waiting' ? state.for : null
    if (now === reason || (now !== 'network' && now !== 'budget' && state.name !== 'running')) return
    if (reason === null) records.insist(runId, { name: 'running' }, 'waitOver')
    else records.insist(runId, { name: 'waiting', for: reason }, reason === 'budget' ? 'budgetFull' : 'noNetwork')
    // A run that waits for its budget, perhaps for weeks, leaves its place to another.
    if (reason === 'budget') pump()
  }

  return {
    start({ agent, startedBy }) {
      const problem = agent.steps.flatMap(problemsOf)[0]
      if (problem !== undefined) throw new CodedError('agent.incomplete', {}, `${problem.field}: ${problem.code}`)
      if (records.live().some(({ agentId }) => agentId === agent.id)) throw new CodedError('agent.alreadyRunning')
      const model = resolveModel(agent)
      const forecasted = forecastFor(agent, model)
      const run = newRun(runIdSchema.parse(newId()), agent, model, startedBy, forecasted, clock)
      const plan = { agent, model, language: language(), zone: clock.zone() }
      records.create(run, plan, startedBy.kind === 'hand' ? 'startedByHand' : 'startedBySchedule')
      pump()
      return records.find(run.id) ?? run
    },
    async stop(runId, cause = 'stoppedByOwner') {
      const run = records.find(runId)
      if (run === null) throw new CodedError('run.missing', {}, runId)
      if (hasEnded(run.state)) throw new CodedError('run.ended', {}, runId)
      const worker = workers.get(runId)
      if (worker === undefined) {
        finish(runId, { kind: 'stopped', cause }, noUsage, () => Promise.resolve(noUsage))
        return
      }
      if (worker.isWorking()) {
        records.insist(runId, { name: 'stopping' }, cause)
        worker.conclude({ kind: 'stopped', cause })
      }
      // It may be finishing by itself: then that is how it ends.
      await worker.ended
    },
    read(runId) {
      const run = records.find(runId)
      if (run === null) throw new CodedError('run.missing', {}, runId)
      return { run, changes: repository.changesOf(runId) }
    },
    list: records.list,
    live: records.live,
    liveOf: (agentId) => records.live().find((run) => run.agentId === agentId) ?? null,
    async recover() {
      for (const { id, state } of records.live()) {
        // Whatever was started since the app is up is no leftover.
        if (workers.has(id)) continue
        if (state.name === 'stopping')
          finish(id, { kind: 'stopped', cause: 'appStarted' }, null, () => gateway.stopRun(id))
        if (state.name === 'waiting') records.insist(id, { name: 'running' }, 'appStarted')
        if (state.name === 'waiting' || state.name === 'running') employ(id, true)
      }
      for (const runId of repository.unsettled()) settleLater(runId, gateway.endRun(runId))
      await scratch.keepOnly(records.live().map(({ id }) => id))
      pump()
    },
    hold(held) {
      isHeld = held
      pump()
    },
    async close() {
      isClosed = true
      cancelPump?.()
      stopHearing()
      await Promise.all([...workers.values()].map((worker) => worker.close()))
      records.close()
    },
  }
}

function newRun(
  id: RunId,
  agent: Agent,
  model: RunPlan['model'],
  startedBy: Run['startedBy'],
  forecast: RunForecast | null,
  clock: Clock,
): Run {
  return {
    id,
    agentId: agent.id,
    agentName: agent.name,
    startedBy,
    model: model.reference,
    modelLabel: model.label,
    standIns: model.fallbacks,
    choice: model.choice,
    state: { name: 'queued' },
    createdAt: clock.now(),
    startedAt: null,
    endedAt: null,
    workedSeconds: 0,
    resumed: 0,
    steps: plannedSteps(agent),
    usage: noUsage,
    deliverables: [],
    leftOut: [],
    leftOutMore: 0,
    fallbacks: [],
    forecast,
    forecastError: null,
  }
}
