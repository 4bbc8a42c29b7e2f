import type { Instant } from '../../../shared/model/brand.ts'
import type { CallNeed } from '../../../shared/rules/budget/amounts.ts'
import { boundOf, type ProvenBound } from '../../../shared/rules/budget/upper-bound.ts'
import type { CallOrder } from '../calls/call-order.ts'
import { inputAtMost } from '../usage/input-at-most.ts'
import type { ChatRequest } from '../wire/chat.ts'

/** What a call can use at most. Throws `budget.sizeUnknown`. */
export function measureCall(order: CallOrder, estimate: number, at: Instant): ProvenBound {
  const { request, provider, pricing } = order
  const { tokens, holdsThinking } = provider.capOf(request)
  const prompt = inputAtMost(request)
  const measure = {
    // Vendors write the descriptions of tools out with spaces and line breaks of their own: they may take twice their room.
    inputAtMost:
      prompt === null ? null : prompt + Buffer.byteLength(JSON.stringify([request.tools, request.response_format])),
    estimate,
    outputCap: tokens,
    capHoldsThinking: holdsThinking,
  }
  const contextTokens = provider.contextOf(request.model) ?? order.contextTokens
  return dearestOf(pricing.foreseen(at).map((price) => boundOf({ measure, contextTokens, price, at })))
}

/** What a call needs at the dearest of several prices. Those in other currencies than the first cannot be compared, and do not count. */
function dearestOf(bounds: readonly ProvenBound[]): ProvenBound {
  const [first, ...others] = bounds
  if (first === undefined) throw new RangeError('a call has at least one price, if only an unknown one')
  return {
    ...first,
    need(output) {
      const own = first.need(output)
      return others.reduce((most, other) => dearer(most, other.need(output)), own)
    },
  }
}

function dearer(left: CallNeed, right: CallNeed): CallNeed {
  const { money } = left
  const { money: other } = right
  if (typeof other === 'string' || money === 'unknown') return left
  if (money === 'free') return right
  return money.currency === other.currency && other.pico > money.pico ? right : left
}

/** The request with its output limited to so much, under the name of the cap the client used. */
export function limitOutput(request: ChatRequest, tokens: number): ChatRequest {
  const { max_tokens: _old, max_completion_tokens: newer, ...others } = request
  return newer === null || newer === undefined
    ? { ...others, max_tokens: tokens }
    : { ...others, max_completion_tokens: tokens }
}
