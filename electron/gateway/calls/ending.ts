import { CodedError } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import { type Cost, costOf } from '../../../shared/rules/price/cost.ts'
import { costRange } from '../../../shared/rules/price/cost-range.ts'
import type { CallCharge, CallOutcome } from '../ledger/ledger.ts'
import { modelParameter } from '../protocol.ts'
import type { AnswerEnd, ProviderFailure, Retry } from '../providers/provider.ts'
import type { AssembledAnswer } from '../sse/assemble-answer.ts'
import { callFacts } from '../usage/call-facts.ts'
import { inputAtMost } from '../usage/input-at-most.ts'
import { type CallUsage, mayHaveCutInput, normaliseUsage, type OwnCount } from '../usage/normalise-usage.ts'
import { costAsReported, readReportedCost } from '../usage/reported-cost.ts'
import type { RawUsage } from '../wire/chat.ts'
import type { CallOrder } from './call-order.ts'
import { ownCount, type Received } from './received.ts'

/** How one sending of a call ended, and whether sending it again may help. */
export type Ending = {
  outcome: CallOutcome
  retry: Retry
  /** Why the answer, though whole, may not be one to all that was sent. */
  doubt?: CodedError
}

/** What is known of a call when it ends. */
export type CallSoFar = {
  order: CallOrder
  startedAt: Instant
  inputEstimate: number
  /** Null: no budget limits it. */
  outputAtMost: number | null
  received: Received
  now(): Instant
}

const never: Retry = { kind: 'never' }

/** The ending of an answer that had begun. */
export function answerEnding(end: AnswerEnd, call: CallSoFar): Ending {
  const { provider, reference } = call.order
  const { model } = reference
  switch (end.state) {
    case 'finished': {
      const reason = finishReasonOf(end.answer)
      if (reason === null) {
        const error = new CodedError('provider.serverError', { model }, `finish reason ${end.answer.finishReason}`)
        return { outcome: { state: 'failed', error, charge: brokenCharge(call, 'failed') }, retry: never }
      }
      const isDoubtful = mayHaveCutInput(end.answer.usage, countOf(call), provider.usage, provider.contextOf(model))
      const doubt = isDoubtful ? { doubt: new CodedError('model.inputCut', { model }) } : {}
      return { outcome: done(end.answer, reason, call), retry: never, ...doubt }
    }
    case 'cut': {
      const error = new CodedError('model.cut', { model }, 'the stream ended without a finish reason')
      return { outcome: { state: 'cut', error, charge: brokenCharge(call, 'cut') }, retry: never }
    }
    case 'failed': {
      if (!call.received.hasBegun()) return failureEnding(end.failure, call)
      const { error } = end.failure
      const isCut = error.code === 'provider.unreachable'
      const told = isCut ? new CodedError('model.cut', { model }, error.detail) : error
      const state = isCut ? 'cut' : 'failed'
      return { outcome: { state, error: told, charge: brokenCharge(call, state) }, retry: never }
    }
  }
}

/** The ending of a call that gave nothing. */
export function failureEnding(failure: ProviderFailure, call: CallSoFar): Ending {
  const charge = failure.maybeCharged ? brokenCharge(call, 'failed') : null
  return { outcome: { state: 'failed', error: failure.error, charge }, retry: failure.retry }
}

/** The ending of a call that was stopped on purpose, after it may have been sent. */
export function stoppedEnding(reason: CodedError, call: CallSoFar): Ending {
  return { outcome: { state: 'stopped', error: reason, charge: brokenCharge(call, 'stopped') }, retry: never }
}

/** The ending of a call that was stopped while nothing was at the provider. */
export function unsentEnding(reason: CodedError): Ending {
  return { outcome: { state: 'stopped', error: reason, charge: null }, retry: never }
}

/**
 * The finish reason in OpenAI's words, or null where the provider says that it failed: GLM's `sensitive`,
 * `model_context_window_exceeded` and `network_error` come under status 200.
 */
function finishReasonOf({ finishReason, toolCalls }: AssembledAnswer): string | null {
  switch (finishReason) {
    case 'sensitive':
      return 'content_filter'
    case 'model_context_window_exceeded':
      return 'length'
    case 'network_error':
    case 'error':
      return null
    default:
      return finishReason ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop')
  }
}

function done(answer: AssembledAnswer, finishReason: string, call: CallSoFar): CallOutcome {
  const { order, startedAt } = call
  const usage = normaliseUsage(answer.usage, countOf(call), order.provider.usage)
  const priced = costFor(call, usage, { raw: answer.usage, model: answer.model, serviceTier: answer.serviceTier })
  const reply = {
    id: answer.id ?? `kaihe-${order.requestHash.slice(0, 24)}`,
    createdSeconds: Math.floor(startedAt / 1_000),
    model: answer.model ?? order.reference.model,
    content: answer.content,
    reasoning: answer.reasoning,
    refusal: answer.refusal,
    toolCalls: answer.toolCalls,
    finishReason,
    ...usage,
    answeredBy: order.standsFor === null ? null : modelParameter(order.reference),
  }
  const basis = answer.usage === null ? 'counted' : 'reported'
  return { state: 'done', reply, charge: { ...chargeOf(usage, priced), basis, raw: answer.usage } }
}

/** What a call that came to no proper end may have cost: the provider's figures so far, else our own count. */
function brokenCharge(call: CallSoFar, basis: 'failed' | 'cut' | 'stopped'): CallCharge {
  const raw = call.received.reportedUsage()
  const usage = normaliseUsage(raw, countOf(call), call.order.provider.usage)
  const priced = costFor(call, usage, { raw, model: null, serviceTier: null })
  return { tokens: usage.tokens, ...priced, estimated: true, basis, raw }
}

/** What the response says of itself. */
type Said = { raw: RawUsage | null; model: string | null; serviceTier: string | null }
type Priced = { cost: Cost; price: Price | null }

/** What the vendor says the call cost, else what its tokens cost by the price of the model that answered. */
function costFor(call: CallSoFar, usage: CallUsage, { raw, model, serviceTier }: Said): Priced {
  const { order, startedAt, received } = call
  const reported = readReportedCost(raw, order.provider.usage)
  const { price } = order
  if (reported !== null) return { cost: costAsReported(reported), price }
  const thought = received.soFar().reasoning !== ''
  const facts = callFacts(order.request, { at: startedAt, serviceTier, thought, usage: raw })
  const applied = order.pricing.ofAnswer(model, startedAt)
  const cost = costOf(applied, usage.tokens, facts)
  // The price changed while the call ran, and no vendor says which instant decides.
  const changed = cost.status === 'known' && costRange(applied, usage.tokens, facts, call.now()) !== null
  return { cost: changed ? { ...cost, certain: false } : cost, price: applied }
}

function countOf(call: CallSoFar): OwnCount {
  return { ...ownCount(call), inputAtMost: inputAtMost(call.order.request) }
}

/** A price that hangs on a calendar nobody has published, or on the hour, is no more certain than a count of our own. */
function chargeOf({ tokens, estimated }: CallUsage, { cost, price }: Priced): Omit<CallCharge, 'basis' | 'raw'> {
  return { tokens, cost, price, estimated: estimated || (cost.status === 'known' && !cost.certain) }
}
