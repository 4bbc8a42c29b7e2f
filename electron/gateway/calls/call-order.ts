import { CodedError } from '../../../shared/contract/errors.ts'
import type { ModelName, RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ModelFacts } from '../../../shared/model/facts.ts'
import type { Price } from '../../../shared/model/price.ts'
import { isPractice, type ModelReference } from '../../../shared/model/provider.ts'
import type { CallBudgets } from '../budgets/call-budgets.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Line } from '../lines/line.ts'
import type { Network } from '../lines/network.ts'
import type { RunMeters } from '../meter/run-meters.ts'
import type { ModelPricing } from '../prices/model-pricing.ts'
import type { RunPass } from '../protocol.ts'
import type { ModelProvider } from '../providers/provider.ts'
import { estimateInput } from '../usage/estimate-tokens.ts'
import type { ChatRequest } from '../wire/chat.ts'

/** One model call as a runner asks for it. `request.model` is the provider's own name; the price is that of this moment. */
export type CallOrder = {
  pass: Pick<RunPass, 'runId' | 'agentId' | 'kind'>
  callKey: string
  requestHash: string
  request: ChatRequest
  reference: ModelReference
  provider: ModelProvider
  line: Line
  price: Price | null
  pricing: ModelPricing
  /** Input and output together, as far as anybody said; null: nobody did. */
  contextTokens: number | null
  /** What is known of the model; null where it is not on the owner's list any more. */
  facts: () => ModelFacts | null
  /** Who may answer when this model cannot, in the owner's order. */
  fallbacks: readonly ModelReference[]
  /** The model it was asked of, where this one answers in its place. */
  standsFor: ModelReference | null
}

/** Who serves a model now, and what is known of it. */
export type ServedModel = Pick<CallOrder, 'provider' | 'line' | 'price' | 'pricing' | 'contextTokens' | 'facts'>

/** What making calls needs of its surroundings. */
export type CallTools = {
  ledger: Ledger
  budgets: CallBudgets
  meters: RunMeters
  network: Network
  clock: Clock
  /** From 0 up to, but without, 1. */
  random: () => number
  /** Throws `provider.missing`. */
  findModel(reference: ModelReference): ServedModel
  /** A call waits before it is sent, or sent again; null when it goes on. */
  onWaiting(runId: RunId, waiting: 'network' | 'retry' | null): void
  /** Another model has answered in place of the one that was asked, which had failed so. */
  onFallback(runId: RunId, fallback: { from: ModelReference; to: ModelReference; error: CodedError }): void
  onTrouble(error: CodedError): void
  /** An answer is whole, but may not be one to all that was sent. */
  onDoubt(runId: RunId, model: ModelName, error: CodedError): void
}

/** The models after the one that is asked, as the pass lists them. */
export function fallbacksOf({ models }: Pick<RunPass, 'models'>, asked: ModelReference): ModelReference[] {
  const isAsked = (one: ModelReference): boolean => one.providerId === asked.providerId && one.model === asked.model
  return models.slice(models.findIndex(isAsked) + 1)
}

/** The same call put to another model; null where that one is gone, is no AI, has no room for it or no use for its tools or pictures. */
export function orderFor(
  reference: ModelReference,
  order: CallOrder,
  findModel: CallTools['findModel'],
): CallOrder | null {
  if (isPractice(reference)) return null
  const served = servedOrNull(reference, findModel)
  if (served === null) return null
  const request = { ...order.request, model: reference.model }
  const contextTokens = served.provider.contextOf(reference.model) ?? served.contextTokens
  if (contextTokens !== null && estimateInput(request) >= contextTokens) return null
  if (surelyLacks(served.facts(), request)) return null
  return { ...order, ...served, request, reference, standsFor: order.standsFor ?? order.reference }
}

function surelyLacks(facts: ModelFacts | null, { tools, messages }: ChatRequest): boolean {
  const hasTools = (tools ?? []).length > 0
  const hasPictures = messages.some(
    ({ content }) => Array.isArray(content) && content.some(({ type }) => type === 'image_url'),
  )
  return (hasTools && facts?.tools === false) || (hasPictures && facts?.vision === false)
}

function servedOrNull(reference: ModelReference, findModel: CallTools['findModel']): ServedModel | null {
  try {
    return findModel(reference)
  } catch (thrown) {
    if (thrown instanceof CodedError) return null
    throw thrown
  }
}
