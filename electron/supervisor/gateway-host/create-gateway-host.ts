import { CodedError } from '../../../shared/contract/errors.ts'
import type { ProviderId, RunId } from '../../../shared/model/brand.ts'
import type { SpendingRules } from '../../../shared/model/budget.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { KeepUsageYears } from '../../../shared/model/settings.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import type { ArmedProvider, GatewayReport, RunPass } from '../../gateway/protocol.ts'
import type { GatewayDoor } from '../../runner/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { GatewayHost, GatewayHostEvents, OwnModelWanted, RunReport } from './gateway-host.ts'
import { type Awake, createGatewayLife } from './gateway-life.ts'
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts'

/** A gateway that has not closed a run's connections by then hangs; killing it closes them. */
const stopDeadline = 5_000

/** Keeps the passes of live runs and asks the gateway in their name, whichever of its lives answers. */
export function createGatewayHost(
  options: {
    processes: ProcessHost
    clock: Clock
    ledgerPath: string
    armedProviders: () => Promise<ArmedProvider[]>
    /** Every cap as the owner set it last. */
    spending: () => SpendingRules
    /** Left out: usage lines are kept for ever. */
    keepUsageYears?: () => KeepUsageYears
  } & GatewayHostEvents,
): GatewayHost {
  const { processes, clock, ledgerPath, armedProviders, spending, keepUsageYears } = options
  const { onState, onTrouble, onProviderHealth, onRepaired } = options
  const passes = new Map<RunId, RunPass>()
  const listeners = new Set<(report: RunReport) => void>()
  const wantListeners = new Set<(report: OwnModelWanted) => void>()

  /** Providers the gateway said are down; one that is gone says no more. */
  const down = new Set<ProviderId>()
  const hear = (report: GatewayReport): void => {
    switch (report.type) {
      case 'trouble':
        onTrouble(report.error)
        break
      case 'provider.health':
        if (report.health === null) down.delete(report.providerId)
        else down.add(report.providerId)
        onProviderHealth(report.providerId, report.health)
        break
      case 'repaired':
        onRepaired?.()
        break
      case 'recovering':
        break
      case 'ownModel.wanted':
        for (const listener of wantListeners) listener(report)
        break
      default:
        for (const listener of listeners) listener(report)
    }
  }
  const start = () => {
    const started = startGatewayProcess({ processes, clock, ledgerPath, onReport: hear })
    void started.exited.then(() => {
      for (const providerId of down) onProviderHealth(providerId, null)
      down.clear()
    })
    return started
  }
  const prepare = async (process: GatewayProcess): Promise<Awake> => {
    const { port } = await process.configure(await armedProviders(), spending(), keepUsageYears?.())
    const admitted = new Set<string>()
    const admitAgain = async (pass: RunPass) => {
      await process.call('run.admit', pass)
      admitted.add(pass.token)
    }
    // A run that is refused hears of it when it asks; the others are not held up.
    await Promise.allSettled([...passes.values()].map(admitAgain))
    return { process, port, admitted }
  }
  const life = createGatewayLife({
    clock,
    start,
    prepare,
    isNeeded: () => passes.size > 0,
    onAwake: ({ process }) => process.watch(() => passes.keys().next().value ?? null),
    onState,
    onTrouble,
  })

  /** Resolves when the gateway, if it is awake, has what the owner changed last. */
  let handingOver: Promise<void> = Promise.resolve()
  const handOver = async (): Promise<void> => {
    // One that is being started may have been handed the old providers already.
    const awake = await life.ifAwake()
    if (awake === null) return
    const { process } = awake
    try {
      await life.used(process.configure(await armedProviders(), spending(), keepUsageYears?.()))
    } catch (thrown) {
      // The next one is handed the new providers when it starts.
      if (!process.hasExited()) throw thrown
    }
  }

  const admit = async (pass: RunPass): Promise<GatewayDoor> => {
    passes.set(pass.runId, pass)
    // What the owner has just changed holds for the run's first call.
    await handingOver
    for (;;) {
      const { process, port, admitted } = await life.wake()
      if (passes.get(pass.runId) !== pass) throw new CodedError('run.ended', {}, pass.runId)
      try {
        if (!admitted.has(pass.token)) await life.used(process.call('run.admit', pass))
        admitted.add(pass.token)
        return { baseUrl: `http://127.0.0.1:${port}/v1`, token: pass.token }
      } catch (thrown) {
        // It died before it could answer: the next one is asked.
        if (process.hasExited()) continue
        if (passes.get(pass.runId) === pass) forget(pass.runId)
        throw thrown
      }
    }
  }

  const askUsage = async (name: 'run.stop' | 'run.end' | 'run.usage', runId: RunId): Promise<UsageTotals> => {
    for (;;) {
      const { process } = await life.wake()
      const cancel = name === 'run.stop' ? clock.after(stopDeadline, () => void process.kill()) : () => undefined
      try {
        const { usage } = await life.used(process.call(name, { runId }))
        return usage
      } catch (thrown) {
        if (!process.hasExited()) throw thrown
      } finally {
        cancel()
      }
    }
  }

  const forget = (runId: RunId) => {
    passes.delete(runId)
    life.letGoWhenIdle()
  }

  return {
    async whenReady() {
      const { process, port } = await life.wake()
      life.letGoWhenIdle()
      return { port, call: (name, args) => life.used(process.call(name, args)) }
    },
    admit,
    async doorOf(runId) {
      const pass = passes.get(runId)
      if (pass === undefined) throw new CodedError('run.ended', {}, runId)
      return admit(pass)
    },
    async stopRun(runId) {
      forget(runId)
      await askUsage('run.stop', runId)
      // Nobody will ask for its answers again.
      return askUsage('run.end', runId)
    },
    endRun(runId) {
      forget(runId)
      return askUsage('run.end', runId)
    },
    usageOf: (runId) => askUsage('run.usage', runId),
    reconfigure() {
      const handed = handOver()
      handingOver = handed.catch(() => undefined)
      return handed
    },
    lookForNetwork() {
      const look = async () => (await life.ifAwake())?.process.call('network.look', {})
      // One that is gone, or goes, starts anew with a look of its own.
      look().catch(() => undefined)
    },
    state: life.state,
    onReport(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onOwnModelWanted(listener) {
      wantListeners.add(listener)
      return () => wantListeners.delete(listener)
    },
    close: life.close,
  }
}
