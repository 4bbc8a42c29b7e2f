import { dirname, join } from 'node:path'
import { CodedError, toAppError } from '../../shared/contract/errors.ts'
import type { RunId } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { answerPortCalls, type MessagePortLike, type PortHandlers } from '../ipc/port-calls.ts'
import { type Accounts, createAccounts } from './accounts/accounts.ts'
import { type CallBudgets, createCallBudgets } from './budgets/call-budgets.ts'
import type { CallTools } from './calls/call-order.ts'
import { createCallStore, type CallStore } from './calls/call-store.ts'
import { createDoubts } from './calls/doubts.ts'
import { createTestCalls } from './calls/test-call.ts'
import { createWaits } from './calls/waits.ts'
import { createCatalog } from './catalog.ts'
import { type Door, openDoor } from './door/door.ts'
import { createPasses } from './door/passes.ts'
import { type Ledger, openLedger } from './ledger/ledger.ts'
import { totalsOf } from './ledger/usage-lines.ts'
import { createRunMeters } from './meter/run-meters.ts'
import { createNetwork } from './lines/network.ts'
import { knock } from './lines/knock.ts'
import { reach } from './lines/reach.ts'
import { type GatewayContract, gatewayOperations, type GatewayReport } from './protocol.ts'
import type { ProviderTools } from './providers/index.ts'
import { listedPrices } from './prices/listed-prices.ts'
import { discoverLocal } from './providers/discover-local.ts'
import { createOwnDoors } from './providers/own-doors.ts'
import { createReasoningMemory } from './providers/reasoning-memory.ts'
import { testProvider } from './providers/test-provider.ts'

export type GatewayOptions = {
  /** The line to main: its questions come in, answers and reports go out. */
  port: MessagePortLike
  clock: Clock
  /** From 0 up to, but without, 1. */
  random: () => number
  /** Calls back when this turn of the event loop is over (`setImmediate`). */
  soon: (callback: () => void) => void
  provider: Pick<ProviderTools, 'fetch' | 'practice'>
  /** Whether the system has any network at all. */
  isConnected: () => boolean
  /** Called once everything is written and closed after `shutdown`. */
  exit: () => void
}

export type Gateway = {
  /** Stops every call, recording what it may have cost, and closes the door and the ledger. Safe to call twice. */
  close(): Promise<void>
}

/** Time for the last answer to leave the process, in milliseconds. */
const exitDelay = 50

/** What exists once main has said where the ledger is. */
type Open = {
  ledger: Ledger
  ledgerPath: string
  budgets: CallBudgets
  calls: CallStore
  makeTestCall: ReturnType<typeof createTestCalls>
  accounts: Accounts
  door: Door
}

/** The gateway: the one place that speaks to model providers, and the keeper of the books. */
export function createGateway(options: GatewayOptions): Gateway {
  const { port, clock, random, soon } = options
  const report = (message: GatewayReport): void => port.postMessage(message)
  const onTrouble = (thrown: unknown): void => report({ type: 'trouble', error: toAppError(thrown) })
  const passes = createPasses()
  const meters = createRunMeters(clock, report)
  const waits = createWaits(report)
  const doubts = createDoubts(onTrouble)
  const ownDoors = createOwnDoors(report)
  const tools: ProviderTools = { ...options.provider, clock, memory: createReasoningMemory(), ownDoors }
  const catalog = createCatalog({
    ...tools,
    random,
    onHealth: (providerId, health) => report({ type: 'provider.health', providerId, health }),
  })
  const network = createNetwork({
    clock,
    random,
    isConnected: options.isConnected,
    addresses: catalog.addressesOutside,
    reach: (address) => reach(address, tools),
  })
  let opening: Promise<Open> | null = null
  let closing: Promise<void> | null = null

  const open = async (ledgerPath: string, zone: ReturnType<Clock['zone']>): Promise<Open> => {
    const backupFolder = join(dirname(ledgerPath), 'backups')
    const onRecovering = () => report({ type: 'recovering' })
    const now = () => clock.now()
    const after = clock.after
    const ledger = openLedger({ path: ledgerPath, backupFolder, now, after, zone, soon, onRecovering, onTrouble })
    if (ledger.repair !== null) report({ type: 'repaired', repair: ledger.repair })
    const onWaiting = waits.note
    const budgets = createCallBudgets({ ledger, clock, onWaiting, onTrouble })
    const callTools: CallTools = {
      ledger,
      budgets,
      meters,
      network,
      clock,
      random,
      findModel: catalog.find,
      onWaiting,
      onFallback: (runId, fallback) =>
        report({ type: 'run.fallback', runId, ...fallback, error: toAppError(fallback.error) }),
      onTrouble,
      onDoubt: doubts.note,
    }
    const calls = createCallStore(callTools)
    const makeTestCall = createTestCalls(callTools)
    const { account: find, accounts: all } = catalog
    const accounts = createAccounts({ find, all, readings: ledger.accounts, clock, onTrouble })
    try {
      const door = await openDoor({ passes, calls, findModel: catalog.find, clock })
      accounts.start()
      return { ledger, ledgerPath, budgets, calls, makeTestCall, accounts, door }
    } catch (thrown) {
      await ledger.close()
      throw thrown
    }
  }
  const opened = (): Promise<Open> => {
    if (opening === null || closing !== null) throw new CodedError('gateway.unavailable', {}, 'not configured')
    return opening
  }
  const usageOf = (ledger: Ledger, runId: RunId) => ({
    usage: meters.totals(runId) ?? totalsOf(ledger.usageLinesOfRun(runId)),
  })

  const handlers: PortHandlers<GatewayContract> = {
    async configure({ ledgerPath, zone, providers, spending, keepUsageYears = null }) {
      if (closing !== null) throw new CodedError('gateway.unavailable', {}, 'closing')
      opening ??= open(ledgerPath, zone).catch((thrown: unknown) => {
        opening = null
        throw thrown
      })
      const current = await opening
      if (current.ledgerPath !== ledgerPath) throw new CodedError('request.invalid', {}, 'the ledger is elsewhere')
      current.ledger.setZone(zone)
      catalog.arm(providers)
      current.budgets.setRules(spending, zone)
      current.ledger.retention.keep(keepUsageYears)
      return { port: current.door.port }
    },
    async 'run.admit'(pass) {
      const { ledger } = await opened()
      meters.load(pass.runId, ledger.usageLinesOfRun(pass.runId))
      passes.admit(pass)
      waits.welcome(pass.runId)
      return {}
    },
    async 'run.stop'({ runId }) {
      const { ledger, calls } = await opened()
      passes.withdraw(runId)
      await calls.stopRun(runId, new CodedError('run.ended', {}, 'stopped'))
      return usageOf(ledger, runId)
    },
    async 'run.end'({ runId }) {
      const { ledger, budgets, calls } = await opened()
      passes.withdraw(runId)
      await calls.settled(runId)
      await ledger.endRun(runId)
      budgets.forgetRun(runId)
      const result = usageOf(ledger, runId)
      meters.forget(runId)
      doubts.forget(runId)
      return result
    },
    async 'run.usage'({ runId }) {
      return usageOf((await opened()).ledger, runId)
    },
    async 'usage.between'({ from, to }) {
      return { usage: (await opened()).ledger.usageBetween(from, to) }
    },
    async 'reservations.read'() {
      return { calls: (await opened()).budgets.held() }
    },
    async 'reservation.release'({ call }) {
      await (await opened()).budgets.release(call)
      return {}
    },
    async 'provider.test'(request) {
      const { makeTestCall: makeCall } = await opened()
      const priceOf = catalog.priceOf
      return testProvider(request, { ...tools, priceOf, makeCall })
    },
    async 'provider.balance'({ providerId }) {
      return { balances: await (await opened()).accounts.ask(providerId) }
    },
    async 'provider.compareAnew'({ providerId }) {
      await (await opened()).ledger.accounts.beginAnew(providerId)
      return {}
    },
    'prices.lookup': async ({ models, ...service }) => ({ prices: await listedPrices(service, models, clock.now()) }),
    'providers.discover': async () => ({ servers: await discoverLocal(tools) }),
    'network.knock': async ({ addresses }) => ({
      heard: await Promise.all(addresses.map(async (address) => ({ address, error: await knock(address, tools) }))),
    }),
    async 'ownModel.door'(answer) {
      ownDoors.answer(answer)
      return {}
    },
    async 'network.look'() {
      network.look()
      return {}
    },
    async shutdown() {
      await close()
      clock.after(exitDelay, options.exit)
      return {}
    },
  }
  const stopAnswering = answerPortCalls(port, gatewayOperations, handlers)

  const shut = async (): Promise<void> => {
    const current = await opening?.catch(() => null)
    if (!current) return
    current.accounts.stop()
    await current.calls.stopAll(new CodedError('gateway.unavailable', {}, 'closing'))
    await current.door.close()
    await current.ledger.close()
  }
  const close = (): Promise<void> => {
    closing ??= shut().finally(stopAnswering)
    return closing
  }
  return { close }
}
