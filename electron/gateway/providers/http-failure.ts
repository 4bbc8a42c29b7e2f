import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts'
import { readErrorBody, type VendorError, type WireProblem } from '../wire/chat.ts'
import type { Dialect } from './dialect.ts'
import { commonErrors, type ErrorRules, type RefusalKind, refusalKinds, ruleFits } from './error-rules.ts'
import { ProviderFailure, type Retry } from './provider.ts'
import { readRateLimits, waitForLimits } from './rate-limits.ts'
import { retryAfter } from './retry-after.ts'

/** What a call was about: needed to say what went wrong with it. `errors` are the words of its vendor. */
export type CallContext = Pick<Dialect, 'errors' | 'waitInText'> & { model: string; hasKey: boolean; now: number }

/** The failure behind an answer with an error status. What money, key and limits are called by vendors: their dialects. */
export function statusFailure(
  response: { status: number; headers: Headers; body: string },
  context: CallContext,
): ProviderFailure {
  const { status, headers, body } = response
  const wait = retryAfter(headers, context.now) ?? waitForLimits(readRateLimits(headers, context.now), context.now)
  return failureOf(readErrorBody(body), { ...context, status, wait })
}

/** The failure behind an answer that began well: an error under status 200, broken JSON, an oversized event. */
export function problemFailure(problem: WireProblem, context: CallContext): ProviderFailure {
  if (problem.kind === 'vendorError') {
    const status = Number(/^[45]\d\d$/.exec(problem.error.code ?? '')?.[0] ?? 0)
    return failureOf(problem.error, { ...context, status, wait: null })
  }
  const detail = problem.kind === 'eventTooLarge' ? `an event above ${problem.maxEventBytes} bytes` : problem.text
  const isPage = /^\s*<(?:!doctype|html|head|body)/i.test(detail)
  const error = new CodedError(isPage ? 'provider.notAnApi' : 'model.badAnswer', { model: context.model }, detail)
  return new ProviderFailure(error, { retry: never, maybeCharged: !isPage })
}

type Facts = CallContext & { status: number; wait: number | null }

const never: Retry = { kind: 'never' }

function failureOf(vendor: VendorError, facts: Facts): ProviderFailure {
  const code = codeOf(vendor, facts)
  const wait = facts.wait ?? facts.waitInText?.(vendor.message, facts.now) ?? null
  const retry: Retry = isPassing(code) ? { kind: 'service', afterMilliseconds: wait } : never
  const params: Record<string, string | number> = { model: facts.model }
  if (facts.status > 0) params.status = facts.status
  if (code === 'provider.rateLimited' && wait !== null) params.seconds = Math.ceil(wait / 1_000)
  const said = [facts.status || null, vendor.code, vendor.type, vendor.message].filter((part) => part !== null)
  return new ProviderFailure(new CodedError(code, params, said.join(' ')), { retry, maybeCharged: false })
}

function isPassing(code: ErrorCode): boolean {
  return code === 'provider.rateLimited' || code === 'provider.serverError'
}

/** The words of the vendor decide before the status does: an empty account wears 402, 403, 429 and 400. */
function codeOf(vendor: VendorError, facts: Facts): ErrorCode {
  const { status, hasKey } = facts
  if (vendor.shape === 'html' && status < 500 && status !== 429) return 'provider.notAnApi'
  const kind = kindOf(vendor, facts.errors)
  // Only a refusal that says it passes by itself is not about money under this status.
  if (status === 402 && kind !== 'passing') return 'provider.noMoney'
  switch (kind) {
    case 'passing':
    case 'limited':
      return 'provider.rateLimited'
    case 'noMoney':
      return 'provider.noMoney'
    case 'badKey':
      return hasKey ? 'provider.keyRefused' : 'provider.keyMissing'
    case 'tooLong':
      return 'model.contextTooSmall'
    case 'content':
      return 'model.refusedContent'
    case 'unknownModel':
      return 'provider.modelUnknown'
    case null:
      return codeOfStatus(vendor, facts)
  }
}

function kindOf(vendor: VendorError, errors: ErrorRules): RefusalKind | null {
  const names = [vendor.code, vendor.type].filter((name) => name !== null)
  const fits = (kind: RefusalKind): boolean =>
    ruleFits(errors[kind], names, vendor.message) || ruleFits(commonErrors[kind], names, vendor.message)
  return refusalKinds.find(fits) ?? null
}

function codeOfStatus(vendor: VendorError, { status, hasKey }: Facts): ErrorCode {
  switch (status) {
    case 401:
      return hasKey ? 'provider.keyRefused' : 'provider.keyMissing'
    case 403:
      return 'provider.forbidden'
    case 404:
      return /model/i.test(vendor.message) ? 'provider.modelUnknown' : 'provider.notAnApi'
    case 405:
      return 'provider.notAnApi'
    case 408:
    case 409:
    case 425:
      return 'provider.serverError'
    case 429:
      return 'provider.rateLimited'
    default:
      // An error under status 200 that names nothing known is the service's own trouble.
      return status >= 500 || status === 0 ? 'provider.serverError' : 'provider.requestRefused'
  }
}
