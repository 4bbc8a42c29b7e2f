import { type ArmedProvider, type RunPass, runPassSchema } from '../../electron/gateway/protocol.ts'
import { createGatewayHost } from '../../electron/supervisor/gateway-host/create-gateway-host.ts'
import type { GatewayHost, GatewayState, RunReport } from '../../electron/supervisor/gateway-host/gateway-host.ts'
import { createProcessHost } from '../../electron/supervisor/processes/process-host.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import type { ProviderId } from '../../shared/model/brand.ts'
import type { ProviderHealth } from '../../shared/model/provider-health.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createFakeGateway, type FakeGateway } from './fake-gateway.ts'
import { createFakeProcesses, type FakeProcesses, settle } from './fake-processes.ts'
import { noSpendingRules } from '../../shared/model/budget.ts'
import { birthday } from './things.ts'

export type GatewayWorld = {
  clock: FakeClock
  gateway: FakeGateway
  fakes: FakeProcesses
  states: GatewayState[]
  troubles: AppError[]
  /** What was said of providers that do not answer. */
  healths: [ProviderId, ProviderHealth | null][]
  reports: RunReport[]
  host: GatewayHost
  /** Turns the clock in small steps, so that what each brings can happen. */
  pass(milliseconds: number, step?: number): Promise<void>
}

export const ledgerPath = '/data/ledger.db'
/** The pass of a run; every life of its runner has a token of its own. */
export const passOf = (name: string, life = 1): RunPass =>
  runPassSchema.parse({
    runId: name,
    agentId: `agent of ${name}`,
    kind: 'agent',
    token: `${name}-${life}-`.padEnd(64, 'x'),
    models: [{ providerId: 'practice', model: 'practice' }],
  })
export const runOne = passOf('one').runId

/** A gateway host whose gateway processes live in the test. */
export function createGatewayWorld(providers: () => Promise<ArmedProvider[]> = async () => []): GatewayWorld {
  const clock = createFakeClock(birthday, 'Asia/Shanghai')
  const gateway = createFakeGateway()
  const fakes = createFakeProcesses({ gateway: gateway.program, runner: () => undefined, sources: () => undefined })
  const states: GatewayState[] = []
  const troubles: AppError[] = []
  const healths: GatewayWorld['healths'] = []
  const reports: RunReport[] = []
  const host = createGatewayHost({
    processes: createProcessHost({ spawn: fakes.spawn, clock }),
    clock,
    ledgerPath,
    spending: () => noSpendingRules,
    armedProviders: providers,
    onState: (state) => states.push(state),
    onTrouble: (error) => troubles.push(error),
    onProviderHealth: (providerId, health) => healths.push([providerId, health]),
  })
  host.onReport((report) => reports.push(report))
  const pass = async (milliseconds: number, step = 100) => {
    await settle()
    for (let passed = 0; passed < milliseconds; passed += step) {
      clock.advance(Math.min(step, milliseconds - passed))
      await settle()
    }
  }
  return { clock, gateway, fakes, states, troubles, healths, reports, host, pass }
}
