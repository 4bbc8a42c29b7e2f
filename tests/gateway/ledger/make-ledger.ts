import { dirname, join } from 'node:path'
import { type CallCharge, type Ledger, openLedger } from '../../../electron/gateway/ledger/ledger.ts'
import { agentIdSchema, runIdSchema, zoneSchema } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { noTokens, type TokenCounts } from '../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import type { FakeClock } from '../../helpers/fake-clock.ts'

export function makeLedger(
  path: string,
  clock: FakeClock,
  onTrouble: (thrown: unknown) => void = (thrown) => {
    throw thrown
  },
): Ledger {
  return openLedger({
    path,
    backupFolder: join(dirname(path), 'backups'),
    now: () => clock.now(),
    zone: zoneSchema.parse('Asia/Shanghai'),
    soon: (callback) => void setImmediate(callback),
    after: clock.after,
    onTrouble,
  })
}

export type Call = {
  runId?: string
  agentId?: string
  callKey?: string
  model?: string
  price?: Price | null
  tokens?: Partial<TokenCounts>
  estimated?: boolean
}

export const intentOf = ({
  runId = 'run-1',
  agentId = 'agent-1',
  callKey = 'step/item/1',
  model = 'm',
  price,
}: Call) => ({
  pass: { runId: runIdSchema.parse(runId), agentId: agentIdSchema.parse(agentId), kind: 'agent' as const },
  callKey,
  requestHash: 'hash',
  reference: modelReferenceSchema.parse({ providerId: 'vendor', model }),
  price: price ?? null,
  inputEstimate: 40,
  held: null,
})

export function chargeOf({ tokens, price, estimated = false }: Call, clock: FakeClock): CallCharge {
  const counts = { ...noTokens, ...tokens }
  const cost = costOf(price ?? null, counts, plainFacts(clock.now()))
  return { tokens: counts, cost, estimated, basis: estimated ? 'cut' : 'reported', raw: null }
}

export const replyOf = (content: string) => ({
  id: 'reply',
  createdSeconds: 0,
  model: 'm',
  content,
  reasoning: '',
  refusal: '',
  toolCalls: [],
  finishReason: 'stop',
  tokens: noTokens,
  estimated: false,
  answeredBy: null,
})

/** Records a whole call, from intent to its end. */
export async function makeCall(ledger: Ledger, clock: FakeClock, call: Call): Promise<void> {
  const recorded = await ledger.intend(intentOf(call))
  await ledger.settle(recorded, { state: 'done', reply: replyOf('text'), charge: chargeOf(call, clock) })
}
