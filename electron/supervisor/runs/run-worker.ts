import { toAppError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Instant, RunId, StepId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import type { GatewayDoor, RunnerReport, RunOrder } from '../../runner/protocol.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import { storageError } from '../../storage/storage-error.ts'
import type { Flush } from '../../storage/flushed-writes.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { PageService } from '../pages/page-service.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { Keyring } from '../providers/keyring.ts'
import type { InnerSources } from './inner-sources.ts'
import type { RobotService } from '../robots/robot-service.ts'
import type { ToolServerService } from '../servers/tool-server-service.ts'
import { endOfFinished, type RunEnd } from './run-outcome.ts'
import type { OpenMail } from './run-dependencies.ts'
import type { RunRecords } from './run-records.ts'
import { mayStartPrograms, overstepOf } from './check-asked.ts'
import { watchRunTime } from './run-time.ts'
import { type AskOwner, createRunnerAnswers, type RunFacts } from './runner-answers.ts'
import { createFaultJudge, type RunnerFault } from './runner-faults.ts'
import { type ReadMemory, type RunnerProcess, startRunnerProcess } from './runner-process.ts'
import { withReport } from './step-progress.ts'

/** One live run: its runner, as many lives as that takes, until the run has come to its end. */
export type RunWorker = {
  start(isResumed: boolean): void
  /** False once the end of the run is decided. */
  isWorking(): boolean
  /** Decides the end of the run, unless it is decided already: its processes go, then `onEnd` is told. */
  conclude(end: RunEnd): void
  /** Resolves after `onEnd`, or when closed. */
  readonly ended: Promise<void>
  /** Ends the process and leaves the run as it is. */
  close(): Promise<void>
}

export type RunWorkerOptions = {
  runId: RunId
  plan: RunPlan
  createdAt: Instant
  facts: RunFacts
  records: RunRecords
  flush: Flush
  processes: ProcessHost
  openMail: OpenMail
  toolServers: Pick<ToolServerService, 'describe' | 'call' | 'nameOf'>
  robots: Pick<RobotService, 'find' | 'send'>
  inner: InnerSources
  keyring: Pick<Keyring, 'whenReadable'>
  gateway: GatewayHost
  clock: Clock
  publish: (event: AppEvent) => void
  mintToken: () => string
  /** What the pass lets in, as things are now. Throws `model.notAllowed`. */
  modelsForPass: (plan: RunPlan) => ModelReference[]
  readMemory: ReadMemory
  pages: Pick<PageService, 'wayTo' | 'render' | 'leave'>
  askOwner: AskOwner
  scratchFolder: string
  keptFolder: string
  /** Waits for the key store, and leaves its place to another. */
  onRest: () => void
  /** Everything is gone. `usage` is null when the gateway did not say in time what the run cost; `settled` says it later. */
  onEnd: (end: RunEnd, usage: UsageTotals | null, settled: Promise<UsageTotals>) => void
}

/** How long the gateway is waited for when a run ends, in milliseconds: a stop is over within a second. */
const patience = { succeeded: 5_000, failed: 5_000, stopped: 700 }

export function createRunWorker(options: RunWorkerOptions): RunWorker {
  const { runId, plan, facts, records, processes, keyring, gateway, clock, publish, mintToken, readMemory } = options
  const { onRest, onEnd } = options
  let phase: 'working' | 'ending' | 'closed' = 'working'
  let current: RunnerProcess | null = null
  let stepAtWork: StepId | null = null
  const { judge, forgive } = createFaultJudge(plan.agent.supervision)
  let cancelResume: (() => void) | null = null
  let settleEnded: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    settleEnded = resolve
  })

  const answers = createRunnerAnswers({
    runId,
    plan,
    facts,
    records,
    clock,
    flush: options.flush,
    findGateway: () => gateway.doorOf(runId),
    onProgress: forgive,
    askOwner: options.askOwner,
    tellOwner: (text) => publish({ type: 'agent.told', runId, agentName: plan.agent.name, text }),
    pages: options.pages,
    toolServers: options.toolServers,
    robots: options.robots,
    inner: options.inner,
    openMail: options.openMail,
    onStorageFailed: (error) => conclude({ kind: 'failed', error: toAppError(error), cause: 'storageFailed' }),
  })
  /** A runner that asks for what its agent was not given is not one to go on with, whatever made it ask. */
  const overstepped = (name: string, thrown: unknown) => {
    const error = overstepOf(name, thrown)
    if (error !== null) conclude({ kind: 'failed', error, cause: 'stepFailed' })
  }

  let cancelWait: (() => void) | null = null
  /** A key store that is still closed, as after signing in, is a reason to wait. */
  const begin = () => {
    cancelWait = keyring.whenReadable(plan.model.reference.providerId, {
      onWait() {
        if (phase !== 'working') return
        records.insist(runId, { name: 'waiting', for: 'keyring' }, 'keyringLocked')
        onRest()
      },
      onReady() {
        if (phase !== 'working') return
        const state = records.find(runId)?.state
        if (state?.name === 'waiting' && state.for === 'keyring') records.insist(runId, { name: 'running' }, 'waitOver')
        employ()
      },
    })
  }

  const employ = () => {
    const started = tryToStart()
    if (started === null) return
    current = started
    const isCurrent = () => phase === 'working' && current === started
    void started.exited.then(({ code, fault }) => {
      options.pages.leave(runId)
      const wasCurrent = isCurrent()
      if (current === started) current = null
      if (wasCurrent) lost(fault, `the runner ended with ${code}`)
    })
    admit()
      .then((door) => {
        if (isCurrent()) started.order(orderFor(options, door))
      })
      .catch((thrown: unknown) => {
        const error = toAppError(storageError(thrown, 'preparing a runner'))
        if (isCurrent()) conclude({ kind: 'failed', error, cause: 'storageFailed' })
      })
  }

  /** A token of its own for every life: one that is gone, or lost, can spend nothing. */
  const admit = async (): Promise<GatewayDoor> =>
    gateway.admit({
      runId,
      agentId: plan.agent.id,
      kind: 'agent',
      token: mintToken(),
      models: options.modelsForPass(plan),
    })

  const tryToStart = (): RunnerProcess | null => {
    try {
      const { memoryMegabytes } = plan.agent.supervision
      const memoryLimit = memoryMegabytes === null ? null : memoryMegabytes * 1024 * 1024
      return startRunnerProcess({
        processes,
        clock,
        answers,
        mayStartPrograms: mayStartPrograms(plan.agent.steps),
        onReport: hear,
        onThrown: overstepped,
        memoryLimit,
        readMemory,
      })
    } catch (thrown) {
      lost('processDied', `the runner could not be started: ${String(thrown)}`)
      return null
    }
  }

  const lost = (fault: RunnerFault, detail: string) => {
    const verdict = judge(fault, detail)
    if (verdict.kind === 'end') {
      conclude({ kind: 'failed', error: verdict.error, cause: verdict.cause })
      return
    }
    cancelResume = clock.after(verdict.after, () => {
      records.remark(runId, fault)
      resume()
    })
  }

  const resume = () => {
    const run = records.find(runId)
    if (run !== null) records.note(runId, { resumed: run.resumed + 1 })
    begin()
  }

  const stopWatchingTime = watchRunTime({
    clock,
    supervision: plan.agent.supervision,
    workedSeconds: records.find(runId)?.workedSeconds ?? 0,
    stepAtWork: () => (current !== null && records.find(runId)?.state.name === 'running' ? stepAtWork : null),
    onWorked: (workedSeconds) => records.note(runId, { workedSeconds }),
    onOver: (error, cause) => conclude({ kind: 'failed', error, cause }),
  })

  const hear = (report: Exclude<RunnerReport, { type: 'heartbeat' }>) => {
    const run = records.find(runId)
    if (phase !== 'working' || run === null) return
    switch (report.type) {
      case 'step':
        stepAtWork = report.stepId
        records.note(runId, { steps: withReport(run.steps, report, clock.now()) })
        break
      case 'text': {
        const { key, label, start, text } = report
        publish({ type: 'run.text', runId, key, label, start, text })
        break
      }
      case 'finished':
        conclude(endOfFinished(report.outcome, plan, run, facts))
        break
      case 'failed':
        conclude({ kind: 'failed', error: report.error, cause: 'stepFailed' })
        break
      case 'undone':
      case 'planned':
        break
    }
  }

  const rest = () => {
    cancelResume?.()
    cancelWait?.()
    stopWatchingTime()
  }

  const conclude = (end: RunEnd) => {
    if (phase !== 'working') return
    phase = 'ending'
    rest()
    const settled = end.kind === 'succeeded' ? gateway.endRun(runId) : gateway.stopRun(runId)
    const gone = end.kind === 'stopped' ? current?.stop() : current?.kill()
    void Promise.all([inTime(settled, patience[end.kind], clock), gone]).then(([usage]) => {
      if (phase !== 'closed') onEnd(end, usage, settled)
      settleEnded()
    })
  }

  return {
    start: (isResumed) => (isResumed ? resume() : begin()),
    isWorking: () => phase === 'working',
    conclude,
    ended,
    async close() {
      phase = 'closed'
      rest()
      await current?.kill()
      settleEnded()
    },
  }
}

function orderFor(options: RunWorkerOptions, gateway: GatewayDoor): RunOrder {
  const { runId, plan, createdAt, facts, scratchFolder, keptFolder } = options
  const { agent, model, language, zone } = plan
  return {
    runId,
    agent,
    model: model.reference,
    modelLabel: model.label,
    modelIsPractice: model.practice,
    contextTokens: model.contextTokens,
    language,
    zone,
    createdAt,
    gateway,
    scratchFolder,
    keptFolder,
    trial: null,
    ownOutputs: facts.acts.placesOf(plan.agent.id),
  }
}

/** The value when it comes in time; null when it comes later or not at all. */
function inTime<Value>(work: Promise<Value>, milliseconds: number, clock: Clock): Promise<Value | null> {
  return new Promise((resolve) => {
    const cancel = clock.after(milliseconds, () => resolve(null))
    work.then(
      (value) => {
        cancel()
        resolve(value)
      },
      () => {
        cancel()
        resolve(null)
      },
    )
  })
}
