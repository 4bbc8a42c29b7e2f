import { describe, expect, it } from 'vitest'
import { compatible } from '../../../electron/gateway/providers/compatible.ts'
import { problemFailure, statusFailure } from '../../../electron/gateway/providers/http-failure.ts'
import { networkFailure } from '../../../electron/gateway/providers/network-failure.ts'
import { resetInText, retryAfter } from '../../../electron/gateway/providers/retry-after.ts'
import { readErrorBody } from '../../../electron/gateway/wire/chat.ts'

const now = Date.UTC(2026, 10, 24, 8)
const context = { model: 'm', hasKey: true, now, errors: compatible.errors }
const openAi = (message: string, code: string | number | null = null, type: string | null = null) =>
  JSON.stringify({ error: { message, type, param: null, code } })
const fail = (status: number, body: string, headers: Record<string, string> = {}, hasKey = true) =>
  statusFailure({ status, headers: new Headers(headers), body }, { ...context, hasKey })

describe('the code behind an error status', () => {
  it.each([
    // An empty account, in the words of each vendor (dialects.md, section 0).
    [
      'OpenAI without quota',
      429,
      openAi('You exceeded your current quota', 'insufficient_quota', 'insufficient_quota'),
      'provider.noMoney',
    ],
    [
      'OpenAI at its spend limit',
      429,
      openAi('x', 'project_spend_limit_exceeded', 'insufficient_quota'),
      'provider.noMoney',
    ],
    ['DeepSeek', 402, openAi('Insufficient Balance', 'invalid_request_error', 'unknown_error'), 'provider.noMoney'],
    [
      'Ark',
      403,
      openAi('The request failed because your account is overdue', 'AccountOverdueError', 'Forbidden'),
      'provider.noMoney',
    ],
    [
      'Qwen',
      400,
      openAi('Access denied, please make sure your account is in good standing', 'Arrearage', 'Arrearage'),
      'provider.noMoney',
    ],
    [
      'Kimi',
      429,
      JSON.stringify({ error: { type: 'exceeded_current_quota_error', message: 'x' } }),
      'provider.noMoney',
    ],
    ['GLM', 429, '{"error":{"code":"1113","message":"您的账户已欠费，请充值后重试。"}}', 'provider.noMoney'],
    ['OpenRouter without credits', 402, openAi('Insufficient credits', 402), 'provider.noMoney'],
    ['Hugging Face', 402, '{"error":"You have exceeded your monthly included credits"}', 'provider.noMoney'],
    // Limits that pass.
    [
      'OpenRouter in flight',
      402,
      '{"error":{"code":402,"message":"in_flight_budget_exhausted"}}',
      'provider.rateLimited',
    ],
    ['OpenAI rate', 429, openAi('Rate limit reached for gpt', 'rate_limit_exceeded', 'tokens'), 'provider.rateLimited'],
    ['GLM rate', 429, '{"error":{"code":"1302","message":"并发数过高"}}', 'provider.rateLimited'],
    ['Qwen throttling', 429, openAi('Requests rate limit exceeded', 'Throttling.RateQuota'), 'provider.rateLimited'],
    ['a proxy that only says 429', 429, '<html><body>Too many</body></html>', 'provider.rateLimited'],
    ['overload under 503', 503, openAi('engine overloaded', null, 'engine_overloaded_error'), 'provider.rateLimited'],
    // Keys.
    ['OpenAI key', 401, openAi('Incorrect API key provided: sk-x', 'invalid_api_key'), 'provider.keyRefused'],
    [
      'Gemini key under 400',
      400,
      '[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}]',
      'provider.keyRefused',
    ],
    ['GLM key', 401, '{"error":{"code":"1002","message":"Authorization Token非法"}}', 'provider.keyRefused'],
    ['nothing but 401', 401, '', 'provider.keyRefused'],
    [
      'forbidden',
      403,
      openAi('Country, region, or territory not supported', 'unsupported_country_region_territory'),
      'provider.forbidden',
    ],
    // Models and addresses.
    [
      'OpenAI model',
      404,
      openAi('The model `x` does not exist or you do not have access to it.', 'model_not_found'),
      'provider.modelUnknown',
    ],
    [
      'Ark model',
      404,
      openAi('The model or endpoint x does not exist', 'InvalidEndpointOrModel.NotFound'),
      'provider.modelUnknown',
    ],
    ['GLM model', 400, '{"error":{"code":"1211","message":"模型不存在"}}', 'provider.modelUnknown'],
    [
      'Ollama model',
      404,
      openAi('model "x" not found, try pulling it first', null, 'api_error'),
      'provider.modelUnknown',
    ],
    ['OpenRouter model', 400, openAi('x is not a valid model ID', 400), 'provider.modelUnknown'],
    ['no such path', 404, '{"detail":"Not Found"}', 'provider.notAnApi'],
    ['a web page', 404, '<!doctype html><title>Not found</title>', 'provider.notAnApi'],
    ['a web page that forbids', 403, '<html><title>Attention Required</title></html>', 'provider.notAnApi'],
    // The request.
    [
      'OpenAI length',
      400,
      openAi("This model's maximum context length is 4096 tokens", 'context_length_exceeded'),
      'model.contextTooSmall',
    ],
    [
      'llama.cpp length',
      400,
      openAi('the request exceeds the available context size', 400, 'exceed_context_size_error'),
      'model.contextTooSmall',
    ],
    [
      'Kimi length',
      400,
      openAi('Your request exceeded model token limit: 8192', null, 'invalid_request_error'),
      'model.contextTooSmall',
    ],
    ['GLM length', 400, '{"error":{"code":"1261","message":"Prompt 超长"}}', 'model.contextTooSmall'],
    [
      'Qwen content',
      400,
      openAi('Input data may contain inappropriate content.', 'DataInspectionFailed'),
      'model.refusedContent',
    ],
    ['Ark content', 400, openAi('x', 'InputTextRiskDetection'), 'model.refusedContent'],
    [
      'GLM content',
      400,
      '{"error":{"code":"1301","message":"系统检测到输入或生成内容可能包含不安全或敏感内容"}}',
      'model.refusedContent',
    ],
    ['a parameter', 400, openAi('invalid temperature: only 1 is allowed for this model'), 'provider.requestRefused'],
    ['vLLM validation', 422, '{"detail":[{"msg":"field required"}]}', 'provider.requestRefused'],
    // The service.
    ['a server error', 500, openAi('The server had an error', null, 'server_error'), 'provider.serverError'],
    ['a proxy page under 502', 502, '<!doctype html><title>502 Bad Gateway</title>', 'provider.serverError'],
    ['nothing but 504', 504, '', 'provider.serverError'],
  ])('%s', (_, status, body, code) => {
    const failure = fail(status, body)
    expect(failure.error.code).toBe(code)
    expect(failure.maybeCharged).toBe(false)
    const passes = code === 'provider.rateLimited' || code === 'provider.serverError'
    expect(failure.retry.kind).toBe(passes ? 'service' : 'never')
  })

  it('asks for a key where none was sent', () => {
    expect(fail(401, '', {}, false).error.code).toBe('provider.keyMissing')
    expect(fail(401, openAi('Incorrect API key provided', 'invalid_api_key'), {}, false).error.code).toBe(
      'provider.keyMissing',
    )
  })

  it('tells how long to wait, and what the service wrote', () => {
    const failure = fail(429, openAi('Slow down', 'rate_limit_exceeded'), { 'retry-after': '2.5' })
    expect(failure.retry).toEqual({ kind: 'service', afterMilliseconds: 2_500 })
    expect(failure.error.params).toEqual({ model: 'm', status: 429, seconds: 3 })
    expect(failure.error.detail).toContain('Slow down')
  })
})

describe('the code behind a bad answer', () => {
  it.each([
    ['an error of an upstream', '{"error":{"code":502,"message":"upstream died"}}', 'provider.serverError'],
    ['an error without a name', '{"error":{"message":"Provider returned error"}}', 'provider.serverError'],
    [
      'MiniMax without money',
      '{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}',
      'provider.noMoney',
    ],
    ['a limit in the middle', '{"error":{"code":429,"message":"Rate limited upstream"}}', 'provider.rateLimited'],
  ])('%s', (_, body, code) => {
    expect(problemFailure({ kind: 'vendorError', error: readErrorBody(body) }, context).error.code).toBe(code)
  })

  it('tells a page from a broken answer', () => {
    const page = problemFailure({ kind: 'badJson', text: '<!DOCTYPE html><html>' }, context)
    expect([page.error.code, page.maybeCharged]).toEqual(['provider.notAnApi', false])
    const broken = problemFailure({ kind: 'badJson', text: '{"choices":[' }, context)
    expect([broken.error.code, broken.maybeCharged]).toEqual(['model.badAnswer', true])
    expect(problemFailure({ kind: 'eventTooLarge', maxEventBytes: 9 }, context).error.code).toBe('model.badAnswer')
  })
})

describe('the code behind a broken line', () => {
  const caused = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
  it.each([
    ['ENOTFOUND', 'provider.notFound', false, 'network'],
    ['EAI_AGAIN', 'provider.notFound', false, 'network'],
    ['net::ERR_NAME_NOT_RESOLVED', 'provider.notFound', false, 'network'],
    ['ECONNREFUSED', 'provider.unreachable', false, 'network'],
    ['EHOSTUNREACH', 'provider.unreachable', false, 'network'],
    ['net::ERR_CONNECTION_REFUSED', 'provider.unreachable', false, 'network'],
    ['net::ERR_INTERNET_DISCONNECTED', 'provider.unreachable', false, 'network'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'network.proxyUnreachable', false, 'network'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'network.proxyRefused', false, 'network'],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'network.proxySignIn', false, 'never'],
    ['UND_ERR_CONNECT_TIMEOUT', 'provider.timedOut', false, 'network'],
    ['UND_ERR_HEADERS_TIMEOUT', 'provider.timedOut', true, 'never'],
    ['ECONNRESET', 'provider.unreachable', true, 'network'],
    ['UND_ERR_SOCKET', 'provider.unreachable', true, 'network'],
    ['net::ERR_CONNECTION_RESET', 'provider.unreachable', true, 'network'],
    ['net::ERR_EMPTY_RESPONSE', 'provider.unreachable', true, 'network'],
    ['CERT_HAS_EXPIRED', 'provider.tls', false, 'never'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'provider.tls', false, 'never'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'provider.tls', false, 'never'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'provider.tls', false, 'never'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'provider.tls', false, 'never'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'provider.tls', false, 'never'],
    ['unexpected redirect', 'provider.notAnApi', false, 'never'],
    ["Attempted to redirect, but redirect policy was 'error'", 'provider.notAnApi', false, 'never'],
    ['net::ERR_UNSAFE_PORT', 'provider.addressInvalid', false, 'never'],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'provider.unreachable', true, 'network'],
    ['something never seen', 'provider.unreachable', true, 'network'],
  ])('%s', (name, code, maybeCharged, retry) => {
    for (const thrown of [caused(name), new Error(name)]) {
      const failure = networkFailure(thrown, 'api.example.com')
      expect([failure.error.code, failure.maybeCharged, failure.retry.kind]).toEqual([code, maybeCharged, retry])
      expect(failure.error.params).toEqual({ host: 'api.example.com' })
    }
  })

  it('looks into errors that carry several', () => {
    const inner = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    const thrown = new TypeError('fetch failed', { cause: new AggregateError([inner], 'all failed') })
    expect(networkFailure(thrown, 'h').error.code).toBe('provider.unreachable')
    expect(networkFailure('only a text', 'h').error.detail).toBe('only a text')
  })
})

describe('resetInText', () => {
  it.each([
    ['Usage limit reached for 5 hour. Your limit will reset at 2026-11-24 17:30:00', 5_400_000],
    ['已达到 5 小时的使用上限。您的限额将在 2026-11-24 17:30:00 重置。', 5_400_000],
    ['Your limit will reset at 2026-11-24 15:00:00', 0],
    ['Your limit will reset at 2026-99-99 15:00:00', null],
    ['Released 2026-11-24 17:30:00', null],
    ['Your limit will reset soon', null],
  ])('%s', (message, expected) => {
    expect(resetInText(message, now)).toBe(expected)
  })
})

describe('retryAfter', () => {
  it.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after-ms': '1500', 'retry-after': '99' }, 1_500],
    [{ 'retry-after-ms': 'soon', 'retry-after': '3' }, 3_000],
    [{ 'retry-after': new Date(now + 7_000).toUTCString() }, 7_000],
    [{ 'retry-after': new Date(now - 7_000).toUTCString() }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': '1e9' }, null],
    [{ 'retry-after': '' }, null],
    [{}, null],
  ])('%j', (headers, expected) => {
    expect(retryAfter(new Headers(Object.entries(headers)), now)).toBe(expected)
  })
})
