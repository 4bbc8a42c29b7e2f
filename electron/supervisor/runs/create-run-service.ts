import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Approval } from '../../../shared/model/approval.ts'
import { type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import { hasEnded, isPutOff, type Run, type RunCause } from '../../../shared/model/run.ts'
import { noUsage, type UsageTotals } from '../../../shared/model/usage.ts'
import { createActRepository } from '../../storage/companion/acts.ts'
import { createApprovalRepository } from '../../storage/companion/approvals.ts'
import { createCheckpointRepository } from '../../storage/companion/checkpoints.ts'
import { createDeliverableRepository } from '../../storage/companion/deliverables.ts'
import { createKeptAnswerRepository } from '../../storage/companion/kept-answers.ts'
import { createSeenItemRepository } from '../../storage/companion/seen-items.ts'
import { createShownResultRepository } from '../../storage/companion/shown-results.ts'
import { createRunRepository, type RunPlan } from '../../storage/companion/runs.ts'
import { asItRuns } from './as-it-runs.ts'
import { hearGateway } from './hear-gateway.ts'
import { makeRoom, refuseByStanding } from './make-room.ts'
import { newRun } from './new-run.ts'
import { causeOf, type RunEnd, stateOf } from './run-outcome.ts'
import { createOffPeakWaits } from './off-peak-waits.ts'
import { nextFromQueue } from './run-queue.ts'
import { createRunRecords } from './run-records.ts'
import type { RunServiceDependencies } from './run-dependencies.ts'
import type { RunService } from './run-service.ts'
import { createRunWorker, type RunWorker } from './run-worker.ts'
import { endedSteps } from './step-progress.ts'

/** How long a full disk is waited for before a run is started again, in milliseconds. */
const retryInterval = 5_000

/** Runs from the queue to their end: rows are the truth, and at most one worker does each of them. */
export function createRunService(dependencies: RunServiceDependencies): RunService {
  const { db, clock, publish, gateway, resolveModel, language, newId, scratch, forecast, approvals } = dependencies
  const repository = createRunRepository(db)
  const facts = {
    checkpoints: createCheckpointRepository(db),
    acts: createActRepository(db),
    deliverables: createDeliverableRepository(db),
    approvals: createApprovalRepository(db),
    seen: createSeenItemRepository(db),
    answers: createKeptAnswerRepository(db),
    shown: createShownResultRepository(db),
  }
  const workers = new Map<RunId, RunWorker>()
  /** They have asked their owner, and their process is still on its way out. */
  const parking = new Set<RunId>()
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
  const waits = createOffPeakWaits({ live: records.live, begin: (runId) => goOn(runId, 'cheaperHours'), clock })
  const goOn = (runId: RunId, cause: RunCause) => {
    records.insist(runId, { name: 'queued' }, cause)
    pump()
  }

  const pump = () => {
    cancelPump?.()
    cancelPump = null
    if (isClosed) return
    const live = records.live()
    // While agents are paused nothing starts by itself; what the owner starts or has agreed to does.
    const mayStart = ({ startedBy, startedAt }: Run) => !isHeld || startedBy.kind === 'hand' || startedAt !== null
    const queued = live.filter((run) => run.state.name === 'queued' && mayStart(run) && !parking.has(run.id))
    const begun = live.filter((run) => run.state.name !== 'queued' && !isPutOff(run))
    for (const { id, startedAt } of nextFromQueue({ queued, begun, concurrent: dependencies.concurrent(), atOnce })) {
      try {
        records.move(id, { name: 'running' }, 'placeFree', { startedAt: startedAt ?? clock.now() })
      } catch (thrown) {
        notice(thrown)
        cancelPump = clock.after(retryInterval, pump)
        return
      }
      employ(id, false)
    }
  }
  const atOnce = (run: Run) => records.planOf(run.id)?.agent.supervision.concurrent ?? 1

  const employ = (runId: RunId, isResumed: boolean) => {
    const run = records.find(runId)
    const plan = planOf(runId)
    if (run === null || plan === null) return
    const worker = createRunWorker({
      ...dependencies,
      runId,
      plan,
      createdAt: run.createdAt,
      facts,
      records,
      askOwner: (question) => {
        const asked = approvals.ask({ run: known(runId), agent: plan.agent, ...question })
        if (asked.approval.answer === null) park(runId)
        return asked
      },
      scratchFolder: scratch.folderOf(runId),
      keptFolder: scratch.keptFolder,
      onRest: pump,
      onEnd: (end, usage, settled) => finish(runId, end, usage, () => settled),
    })
    workers.set(runId, worker)
    worker.start(isResumed)
  }

  const known = (runId: RunId): Run => {
    const run = records.find(runId)
    if (run === null) throw new CodedError('run.missing', {}, runId)
    return run
  }

  /** A run that has asked its owner leaves its place and its process; both come back with the answer. */
  const park = (runId: RunId) => {
    records.insist(runId, { name: 'waiting', for: 'approval' }, 'asked')
    const worker = workers.get(runId)
    workers.delete(runId)
    parking.add(runId)
    void worker?.close().then(() => {
      parking.delete(runId)
      pump()
    })
    pump()
  }

  const goOnWith = ({ runId, answer, act }: Pick<Approval, 'runId' | 'answer' | 'act'>) => {
    const { state } = known(runId)
    if (state.name !== 'waiting' || state.for !== 'approval' || answer === null) return
    // A no to an act is for the step to hear, with its reason: it may do without.
    if (answer.kind === 'approved' || (answer.kind === 'refused' && act !== null)) return goOn(runId, answer.kind)
    const cause = answer.kind === 'expired' ? 'expired' : 'refused'
    const error = { code: `approval.${cause}`, params: {}, detail: answer.reason } as const
    finish(runId, { kind: 'failed', error, cause }, null, () => gateway.endRun(runId))
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
    try {
      facts.seen.settle(runId, state.name === 'succeeded')
      approvals.withdraw(runId)
    } catch (thrown) {
      notice(thrown)
    }
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

  const stopHearing = hearGateway({
    gateway,
    records,
    isWorking: (runId) => workers.get(runId)?.isWorking() === true,
    onPlaceLeft: pump,
  })

  const stop = async (runId: RunId, cause: RunCause = 'stoppedByOwner') => {
    const run = known(runId)
    if (hasEnded(run.state)) throw new CodedError('run.ended', {}, runId)
    const worker = workers.get(runId)
    if (worker === undefined) {
      const hasBegun = run.startedAt !== null
      if (run.state.name === 'waiting') records.insist(runId, { name: 'stopping' }, cause)
      const settled = () => (hasBegun ? gateway.stopRun(runId) : Promise.resolve(noUsage))
      finish(runId, { kind: 'stopped', cause }, hasBegun ? null : noUsage, settled)
      return
    }
    if (worker.isWorking()) {
      records.insist(runId, { name: 'stopping' }, cause)
      worker.conclude({ kind: 'stopped', cause })
    }
    // It may be finishing by itself: then that is how it ends.
    await worker.ended
  }

  return {
    start({ agent: saved, startedBy, despite = false, id = runIdSchema.parse(newId()), given = null }) {
      const byHand = startedBy.kind === 'hand'
      refuseByStanding(saved, byHand, despite)
      const agent = asItRuns(saved)
      const old = makeRoom(agent, byHand ? records.live().filter((run) => !isPutOff(run)) : records.live())
      const model = resolveModel(agent)
      const outlook = {
        forecast: orNull(() => forecast(agent, model)),
        offPeak: byHand ? null : orNull(() => dependencies.planOf(agent, model)),
        given,
      }
      const run = newRun(id, agent, model, startedBy, outlook, clock)
      const plan = { agent, model, language: language(), zone: clock.zone() }
      records.create(run, plan, byHand ? 'startedByHand' : 'startedBySchedule')
      for (const { id } of old) stop(id, 'replaced').catch(notice)
      pump()
      waits.look()
      return records.find(run.id) ?? run
    },
    stop,
    startNow(runId) {
      const run = known(runId)
      if (hasEnded(run.state)) throw new CodedError('run.ended', {}, runId)
      if (isPutOff(run)) goOn(runId, 'offPeakOver')
    },
    read(runId) {
      return { run: known(runId), changes: repository.changesOf(runId) }
    },
    list: records.list,
    live: records.live,
    liveOf: (agentId) => records.live().find((run) => run.agentId === agentId) ?? null,
    async recover() {
      for (const run of records.live()) {
        const { id, state } = run
        // Whatever was started since the app is up is no leftover.
        if (workers.has(id) || isPutOff(run)) continue
        if (state.name === 'stopping')
          finish(id, { kind: 'stopped', cause: 'appStarted' }, null, () => gateway.stopRun(id))
        if (state.name === 'waiting' && state.for === 'approval') {
          // The answer may have come in the moment the app went away.
          const asked = facts.approvals.newestOf(id)
          if (asked !== null) goOnWith(asked)
          continue
        }
        if (state.name === 'waiting') records.insist(id, { name: 'running' }, 'appStarted')
        else if (state.name === 'running') records.remark(id, 'appStarted')
        if (state.name === 'waiting' || state.name === 'running') employ(id, true)
      }
      facts.seen.settleEnded()
      for (const runId of repository.unsettled()) settleLater(runId, gateway.endRun(runId))
      await scratch.keepOnly(records.live().map(({ id }) => id))
      pump()
      waits.look()
    },
    answered: goOnWith,
    hold(held) {
      isHeld = held
      pump()
    },
    async close() {
      isClosed = true
      cancelPump?.()
      waits.close()
      stopHearing()
      await Promise.all([...workers.values()].map((worker) => worker.close()))
      records.close()
      await dependencies.flush.close()
    },
  }
}

/** What a forecast says is good to know, and no reason not to begin. */
function orNull<Value>(work: () => Value | null): Value | null {
  try {
    return work()
  } catch {
    return null
  }
}
