import { type GatewayContract, gatewayOperations, type GatewayReport } from '../../electron/gateway/protocol.ts'
import { answerPortCalls } from '../../electron/ipc/port-calls.ts'
import { CodedError, toAppError } from '../../shared/contract/errors.ts'
import type { RunId } from '../../shared/model/brand.ts'
import { noUsage, type UsageTotals } from '../../shared/model/usage.ts'
import type { FakeProcess } from './fake-processes.ts'

export type FakeGateway = {
  /** To be run by each fake gateway process. */
  program(process: FakeProcess): void
  /** Everything the processes were asked, as `operation` or `operation run`. */
  asked: string[]
  /** The tokens the newest process lets in, by run. */
  tokens: Map<RunId, string>
  /** What each run has cost; it outlives every process, as the ledger does. */
  ledger: Map<RunId, UsageTotals>
  /** Operations that are never answered. */
  deaf: Set<keyof GatewayContract>
  /** Operations that are answered with an error. */
  refused: Map<keyof GatewayContract, CodedError>
  /** Operations during which the process dies. */
  deadly: Set<keyof GatewayContract>
  configured: GatewayContract['configure']['request'][]
  report(report: GatewayReport): void
}

/** A gateway that does what the protocol says and nothing with it; the test sets its faults. */
export function createFakeGateway(): FakeGateway {
  let newest: FakeProcess | null = null
  let lives = 0
  const gateway: FakeGateway = {
    asked: [],
    tokens: new Map(),
    ledger: new Map(),
    deaf: new Set(),
    refused: new Map(),
    deadly: new Set(),
    configured: [],
    report: (report) => newest?.port.postMessage(report),
    program(process) {
      newest = process
      lives += 1
      const port = 40_000 + lives
      gateway.tokens.clear()
      const hear = async <Reply>(name: keyof GatewayContract, run: string, work: () => Reply): Promise<Reply> => {
        gateway.asked.push(`${name} ${run}`.trim())
        if (gateway.deadly.has(name)) process.exit(139)
        if (gateway.deaf.has(name) || !process.isAlive()) return new Promise<Reply>(() => undefined)
        const refusal = gateway.refused.get(name)
        if (refusal !== undefined) throw refusal
        return work()
      }
      const usage = (runId: RunId) => ({ usage: gateway.ledger.get(runId) ?? noUsage })
      answerPortCalls<GatewayContract>(process.port, gatewayOperations, {
        configure: (request) =>
          hear('configure', '', () => {
            gateway.configured.push(request)
            return { port }
          }),
        'network.knock': ({ addresses }) =>
          hear('network.knock', '', () => ({ heard: addresses.map((address) => ({ address, error: null })) })),
        'ownModel.door': () => hear('ownModel.door', '', () => ({})),
        'run.admit': (pass) =>
          hear('run.admit', pass.runId, () => {
            gateway.tokens.set(pass.runId, pass.token)
            return {}
          }),
        'run.stop': ({ runId }) =>
          hear('run.stop', runId, () => {
            gateway.tokens.delete(runId)
            return usage(runId)
          }),
        'run.end': ({ runId }) =>
          hear('run.end', runId, () => {
            gateway.tokens.delete(runId)
            return usage(runId)
          }),
        'run.usage': ({ runId }) => hear('run.usage', runId, () => usage(runId)),
        'usage.between': () => hear('usage.between', '', () => ({ usage: noUsage })),
        'reservations.read': () => hear('reservations.read', '', () => ({ calls: [] })),
        'reservation.release': () => hear('reservation.release', '', () => ({})),
        'provider.test': () =>
          hear('provider.test', '', () => ({
            checks: [],
            error: toAppError(new CodedError('provider.unreachable')),
            models: [],
            firstTokenMs: null,
          })),
        'provider.balance': () => hear('provider.balance', '', () => ({ balances: null })),
        'provider.compareAnew': () => hear('provider.compareAnew', '', () => ({})),
        'prices.lookup': () => hear('prices.lookup', '', () => ({ prices: [] })),
        'providers.discover': () => hear('providers.discover', '', () => ({ servers: [] })),
        'network.look': () => hear('network.look', '', () => ({})),
        shutdown: () =>
          hear('shutdown', '', () => {
            setImmediate(() => process.exit(0))
            return {}
          }),
      })
    },
  }
  return gateway
}
