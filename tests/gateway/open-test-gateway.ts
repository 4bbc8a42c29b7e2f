import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateway } from '../../electron/gateway/create-gateway.ts'
import {
  type ArmedProvider,
  armedProviderSchema,
  callKeyHeader,
  type GatewayContract,
  type GatewayReport,
  gatewayOperations,
  gatewayReportSchema,
  runPassSchema,
} from '../../electron/gateway/protocol.ts'
import type { Fetch } from '../../electron/gateway/providers/read-bytes.ts'
import { createPortCaller, type PortCaller } from '../../electron/ipc/port-calls.ts'
import { agentIdSchema, instantSchema, type RunId, runIdSchema, zoneSchema } from '../../shared/model/brand.ts'
import { noSpendingRules, type SpendingRules } from '../../shared/model/budget.ts'
import type { Price } from '../../shared/model/price.ts'
import { priceSchema } from '../../shared/model/price.ts'
import type { ModelReference, ServiceDialect } from '../../shared/model/provider.ts'
import { createFakeClock, type FakeClock } from '../helpers/fake-clock.ts'
import { createPortPair } from '../helpers/port-pair.ts'

export const start = instantSchema.parse(Date.UTC(2026, 10, 24, 8))
export const runId = runIdSchema.parse('run-1')
export const agentId = agentIdSchema.parse('agent-1')

/** 2 USD per million tokens in, 8 out. */
export const testPrice: Price = priceSchema.parse({
  kind: 'rates',
  currency: 'USD',
  rates: { input: 2_000_000, output: 8_000_000, cachedRead: 200_000, cacheWrite: null, reasoning: null },
  validFrom: start,
  source: 'test',
})

/** A folder that outlives one gateway, so that the next can open the same ledger. */
export function makeLedgerFolder(): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'kaihe-gateway-'))
  return { path: join(folder, 'ledger.db'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export type TestGateway = {
  clock: FakeClock
  main: PortCaller<GatewayContract>
  reports: GatewayReport[]
  door: { baseUrl: string; token: string }
  port: number
  admit(runId: RunId, models?: readonly string[]): Promise<string>
  /** Asks as a runner does. `text` is what the user says; the key names the call. */
  ask(question?: Question): Promise<Response>
  close(): Promise<void>
}
export type Question = {
  model?: string
  text?: string
  callKey?: string | null
  stream?: boolean
  token?: string
  signal?: AbortSignal
  extra?: Record<string, unknown>
}

/** A gateway in this process, speaking real HTTP on both sides, with one run admitted. */
export async function openTestGateway(options: {
  ledgerPath: string
  baseUrl: string
  models?: readonly string[]
  price?: Price | null
  key?: string | null
  random?: () => number
  clock?: FakeClock
  spending?: SpendingRules
  dialect?: ServiceDialect
  contextTokens?: number | null
  fetch?: Fetch
  isConnected?: () => boolean
  /** Beside the vendor. */
  others?: readonly ArmedProvider[]
  /** After the vendor's models, in the run's pass. */
  fallbacks?: readonly ModelReference[]
}): Promise<TestGateway> {
  const models = options.models ?? ['vendor-small']
  const clock = options.clock ?? createFakeClock(start)
  const reports: GatewayReport[] = []
  const { ours, theirs } = createPortPair()
  theirs.onMessage((message) => {
    const report = gatewayReportSchema.safeParse(message)
    if (report.success) reports.push(report.data)
  })
  const gateway = createGateway({
    port: ours,
    clock,
    random: options.random ?? (() => 0),
    soon: (callback) => void setImmediate(callback),
    provider: {
      fetch: options.fetch ?? ((url, init) => fetch(url, init)),
      practice: () => ({ pace: () => Promise.resolve(), id: 'practice-1', createdSeconds: 0 }),
    },
    isConnected: options.isConnected ?? (() => true),
    exit: () => undefined,
  })
  const main = createPortCaller<GatewayContract>(theirs, gatewayOperations)
  const providers = [
    armed(
      'vendor',
      options.baseUrl,
      options.key === undefined ? 'sk-test' : options.key,
      models,
      options.price ?? null,
      options,
    ),
    ...(options.others ?? []),
    practice,
  ]
  const { port } = await main.call('configure', {
    ledgerPath: options.ledgerPath,
    zone: zoneSchema.parse('Asia/Shanghai'),
    providers,
    spending: options.spending ?? noSpendingRules,
  })
  const admit = async (id: RunId, names: readonly string[] = models): Promise<string> => {
    const token = `token-of-${id}-${'x'.repeat(32)}`
    const references = [
      ...names.map((model) => ({ providerId: 'vendor', model })),
      ...(options.fallbacks ?? []),
      { providerId: 'practice', model: 'practice' },
    ]
    await main.call('run.admit', runPassSchema.parse({ runId: id, agentId, kind: 'agent', token, models: references }))
    return token
  }
  const token = await admit(runId)
  // A run that comes is told that it does not wait.
  reports.length = 0
  const door = { baseUrl: `http://127.0.0.1:${port}/v1`, token }
  return {
    clock,
    main,
    reports,
    door,
    port,
    admit,
    ask: (question = {}) => ask(door, question),
    close: () => gateway.close(),
  }
}

function ask(door: { baseUrl: string; token: string }, question: Question): Promise<Response> {
  const { model = 'vendor/vendor-small', text = 'Good morning', callKey = 'step/item/1', stream = true } = question
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    authorization: `Bearer ${question.token ?? door.token}`,
  }
  if (callKey !== null) headers[callKeyHeader] = callKey
  return fetch(`${door.baseUrl}/chat/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      model,
      messages: [{ role: 'user', content: text }],
      stream,
      ...(stream ? { stream_options: { include_usage: true } } : {}),
      ...question.extra,
    }),
    ...(question.signal === undefined ? {} : { signal: question.signal }),
  })
}

export function armed(
  id: string,
  baseUrl: string,
  key: string | null,
  models: readonly string[],
  price: Price | null,
  { dialect = 'compatible', contextTokens = 32_000 }: { dialect?: ServiceDialect; contextTokens?: number | null } = {},
): ArmedProvider {
  return armedProviderSchema.parse({
    provider: {
      id,
      dialect,
      name: 'Vendor',
      baseUrl,
      keyStorage: key === null ? 'none' : 'session',
      models: models.map((name) => ({ providerId: id, name, contextTokens, price })),
      createdAt: start,
    },
    key,
  })
}

const practice: ArmedProvider = armedProviderSchema.parse({
  provider: {
    id: 'practice',
    dialect: 'practice',
    name: 'Practice',
    baseUrl: null,
    keyStorage: 'none',
    models: [
      {
        providerId: 'practice',
        name: 'practice',
        contextTokens: 16_000,
        price: { kind: 'free', validFrom: start, source: 'built in' },
      },
    ],
    createdAt: start,
  },
  key: null,
})
