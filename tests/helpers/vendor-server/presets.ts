import type { Behaviour } from './behaviour.ts'

const rateLimit = { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' }

/**
 * Behaviours with a name. A request gets one by asking for a model of that name, or with the key `key-<name>`; so a person can
 * meet every fault by hand, and a test across processes needs no more than a model's name.
 */
export const presets: Record<string, (nowMilliseconds: number) => Behaviour> = {
  'wrong-key': () => ({
    status: 401,
    error: { message: 'Incorrect API key provided', type: 'invalid_request_error', code: 'invalid_api_key' },
  }),
  'no-money': () => ({
    status: 402,
    error: { message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' },
  }),
  'no-quota': () => ({
    status: 429,
    error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' },
  }),
  'overdue-glm': () => ({ status: 429, body: '{"error":{"code":"1113","message":"余额不足或无可用资源包,请充值。"}}' }),
  forbidden: () => ({ status: 403, error: { message: 'Country not supported', code: 'unsupported_country' } }),
  'overdue-ark': () => ({
    status: 403,
    error: { message: 'The account has an overdue balance', code: 'AccountOverdueError' },
  }),
  'unknown-model': () => ({ status: 404, error: { message: 'The model does not exist', code: 'model_not_found' } }),
  'too-long': () => ({
    status: 400,
    error: { message: "This model's maximum context length is 4096 tokens", code: 'context_length_exceeded' },
  }),
  'limited-seconds': () => ({ status: 429, headers: { 'retry-after': '2' }, error: rateLimit }),
  'limited-fraction': () => ({ status: 429, headers: { 'retry-after': '0.5' }, error: rateLimit }),
  'limited-milliseconds': () => ({ status: 429, headers: { 'retry-after-ms': '1500' }, error: rateLimit }),
  'limited-date': (now) => ({
    status: 429,
    headers: { 'retry-after': new Date(now + 3000).toUTCString() },
    error: rateLimit,
  }),
  'limited-past-date': (now) => ({
    status: 429,
    headers: { 'retry-after': new Date(now - 60_000).toUTCString() },
    error: rateLimit,
  }),
  'limited-nonsense': () => ({ status: 429, headers: { 'retry-after': 'soon' }, error: rateLimit }),
  'limited-reset': () => ({ status: 429, headers: { 'x-ratelimit-reset-requests': '1s' }, error: rateLimit }),
  'limited-silent': () => ({ status: 429, error: rateLimit }),
  'limited-long': () => ({ status: 429, headers: { 'retry-after': '86400' }, error: rateLimit }),
  'server-error': () => ({ status: 500, error: { message: 'The server had an error', type: 'server_error' } }),
  'bad-gateway': () => ({
    status: 502,
    body: '<!doctype html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
  }),
  overloaded: () => ({ status: 503, error: { message: 'Model is busy', code: '1305' } }),
  'html-page': () => ({
    status: 200,
    body: '<!doctype html>\n<html><head><title>Sign in to the network</title></head><body>Sign in</body></html>',
  }),
  'not-json': () => ({ status: 200, body: '{"choices":[{"message":', headers: { 'content-type': 'application/json' } }),
  'error-in-200': () => ({
    status: 200,
    body: '{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}',
    headers: { 'content-type': 'application/json' },
  }),
  'error-in-stream': () => ({
    insert: [{ afterPieces: 5, text: 'data: {"error":{"code":502,"message":"upstream died"}}\n\n' }],
  }),
  'broken-event': () => ({ insert: [{ afterPieces: 5, text: 'data: {"choices":[{"delta":\n\n' }] }),
  'cut-halfway': () => ({ cutAfterPieces: 10 }),
  'cut-in-an-event': () => ({ cutAfterBytes: 700 }),
  'ends-early': () => ({ finishReason: null }),
  'without-done': () => ({ withoutDone: true }),
  'without-usage': () => ({ usage: 'missing' }),
  'usage-every-chunk': () => ({ usage: 'everyChunk' }),
  'usage-zero-first': () => ({ usage: 'zeroFirst' }),
  'usage-in-choice': () => ({ usage: 'inChoice' }),
  'empty-answer': () => ({ text: '' }),
  'refuses-content': () => ({ text: '', finishReason: 'content_filter' }),
  silent: () => ({ silent: true }),
  held: () => ({ holdBeforeAnswer: true }),
  'held-halfway': () => ({ holdAfterPieces: 10 }),
  slow: () => ({ millisecondsPerPiece: 500 }),
  'hard-to-read': () => ({
    byteOrderMark: true,
    comments: true,
    lineEnd: '\r\n',
    withoutRole: true,
    chunkBytes: [1, 2, 3, 5, 8, 13, 21],
  }),
}
