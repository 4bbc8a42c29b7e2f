import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts'
import { readErrorBody, type VendorError, type WireProblem } from '../wire/chat.ts'
import { ProviderFailure, type Retry } from './provider.ts'
import { retryAfter } from './retry-after.ts'

export type CallContext = { model: string; hasKey: boolean; now: number }

/** The failure behind an answer with an error status. What money, key and limits are called by vendors: dialects.md, section 0. */
export function statusFailure(
  response: { status: number; headers: Headers; body: string },
  context: CallContext,
): ProviderFailure {
  const vendor = readErrorBody(response.body)
  return failureOf(vendor, { ...context, status: response.status, wait: retryAfter(response.headers, context.now) })
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
  const retry: Retry = isPassing(code) ? { kind: 'service', afterMilliseconds: facts.wait } : never
  const params: Record<string, string | number> = { model: facts.model }
  if (facts.status > 0) params.status = facts.status
  if (code === 'provider.rateLimited' && facts.wait !== null) params.seconds = Math.ceil(facts.wait / 1_000)
  const said = [facts.status || null, vendor.code, vendor.type, vendor.message].filter((part) => part !== null)
  return new ProviderFailure(new CodedError(code, params, said.join(' ')), { retry, maybeCharged: false })
}

function isPassing(code: ErrorCode): boolean {
  return code === 'provider.rateLimited' || code === 'provider.serverError'
}

/** The words of the vendor decide before the status does: an empty account wears 402, 403, 429 and 400. */
function codeOf(vendor: VendorError, facts: Facts): ErrorCode {
  const names = [vendor.code, vendor.type].filter((name) => name !== null)
  const says = (rule: Rule): boolean => names.some((name) => rule.names.has(name)) || rule.text.test(vendor.message)
  const { status } = facts
  if (vendor.shape === 'html' && status < 500 && status !== 429) return 'provider.notAnApi'
  if (says(passing)) return 'provider.rateLimited'
  if (status === 402 || says(noMoney)) return 'provider.noMoney'
  if (says(badKey)) return facts.hasKey ? 'provider.keyRefused' : 'provider.keyMissing'
  if (says(tooLong)) return 'model.contextTooSmall'
  if (says(refused)) return 'model.refusedContent'
  if (says(unknownModel)) return 'provider.modelUnknown'
  if (says(limited)) return 'provider.rateLimited'
  return codeOfStatus(vendor, facts)
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

type Rule = { names: ReadonlySet<string>; text: RegExp }

/** OpenRouter's 402 that passes by itself. */
const passing: Rule = { names: new Set(['in_flight_budget_exhausted']), text: /in_flight_budget_exhausted/ }

/** OpenAI 429; Kimi 429; Ark 403 or 400; Qwen 400; GLM 429 with 1113; MiniMax 1008; DeepSeek 402 needs no words. */
const noMoney: Rule = {
  names: new Set([
    'insufficient_quota',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
    'organization_usage_limit_exceeded',
    'exceeded_current_quota_error',
    'AccountOverdueError',
    'Arrearage',
    '1113',
    '1008',
  ]),
  text: /insufficient[ _]?balance|insufficient credits|account is overdue|overdue[ -]payment|in arrears|欠费|余额不足/i,
}
/** OpenAI, Ark, Qwen; MiniMax 1004; GLM's codes come with status 401. */
const badKey: Rule = {
  names: new Set([
    'invalid_api_key',
    'InvalidApiKey',
    'AuthenticationError',
    'authentication_error',
    'invalid_authentication_error',
    '1004',
  ]),
  text: /incorrect api key|invalid api[ -]?key|api key (?:is )?(?:invalid|not valid)|no auth credentials/i,
}
/** OpenAI; llama.cpp; Kimi; GLM 1261. */
const tooLong: Rule = {
  names: new Set(['context_length_exceeded', 'exceed_context_size_error', '1261']),
  text: /maximum context length|exceeded model token limit|context (?:size|length|window)\b.*exceed|exceeds?\b.*context (?:size|length|window)|prompt is too long/i,
}
/** OpenAI and Kimi; Ark; Qwen; GLM 1301. */
const refused: Rule = {
  names: new Set([
    'content_filter',
    'content_policy_violation',
    'InputTextRiskDetection',
    'OutputTextRiskDetection',
    'SensitiveContentDetected',
    'DataInspectionFailed',
    'data_inspection_failed',
    '1301',
  ]),
  text: /content management policy|inappropriate content/i,
}
/** OpenAI; Ark; Qwen; GLM 1211. */
const unknownModel: Rule = {
  names: new Set([
    'model_not_found',
    'ModelNotOpen',
    'ModelNotFound',
    'model_not_supported',
    'InvalidEndpointOrModel.NotFound',
    '1211',
  ]),
  text: /model\b.{0,120}(?:does not exist|not found|is not a valid model)|not a valid model|unknown model|no such model/i,
}
/** OpenAI; Kimi; Qwen `Throttling.*`; GLM 1302, 1305, 1308, 1310; Ark. */
const limited: Rule = {
  names: new Set([
    'rate_limit_exceeded',
    'rate_limit_reached_error',
    'engine_overloaded_error',
    'slow_down',
    'RateLimitExceeded',
    'Throttling',
    'Throttling.RateQuota',
    'Throttling.AllocationQuota',
    '1302',
    '1305',
    '1308',
    '1310',
  ]),
  text: /^throttling/i,
}
