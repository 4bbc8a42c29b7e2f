import type { CodedError } from '../../../shared/contract/errors.ts'
import type { ModelName, RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Price } from '../../../shared/model/price.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import type { CallBudgets } from '../budgets/call-budgets.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { RunMeters } from '../meter/run-meters.ts'
import type { RunPass } from '../protocol.ts'
import type { ModelProvider } from '../providers/provider.ts'
import type { ChatRequest } from '../wire/chat.ts'

/** One model call as a runner asks for it. `request.model` is the provider's own name; the price is that of this moment. */
export type CallOrder = {
  pass: Pick<RunPass, 'runId' | 'agentId' | 'kind'>
  callKey: string
  requestHash: string
  request: ChatRequest
  reference: ModelReference
  provider: ModelProvider
  price: Price | null
  /** Input and output together, as far as anybody said; null: nobody did. */
  contextTokens: number | null
}

/** Who serves a model now, and what is known of it. */
export type ServedModel = Pick<CallOrder, 'provider' | 'price' | 'contextTokens'>

/** What making calls needs of its surroundings. */
export type CallTools = {
  ledger: Ledger
  budgets: CallBudgets
  meters: RunMeters
  clock: Clock
  /** From 0 up to, but without, 1. */
  random: () => number
  /** A call waits before it is sent again; null when it goes on. */
  onWaiting(runId: RunId, waiting: 'network' | 'retry' | null): void
  onTrouble(error: CodedError): void
  /** An answer is whole, but may not be one to all that was sent. */
  onDoubt(runId: RunId, model: ModelName, error: CodedError): void
}
