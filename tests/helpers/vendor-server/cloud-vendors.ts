import { error, forgotThinking, plainCounts, type Vendor } from './vendor.ts'

/** The vendors of the cloud, as their documents and bug reports describe them (dialects.md). Nothing here was called live. */

const rateLimited = error(429, 'Rate limit reached for requests', { type: 'requests', code: 'rate_limit_exceeded' })

export const openaiVendor: Vendor = {
  hasResponses: true,
  defaults: { usage: 'asked' },
  usage: (counted) => ({
    ...plainCounts(counted),
    prompt_tokens_details: { cached_tokens: counted.cached, cache_write_tokens: 8, audio_tokens: 0 },
  }),
  refuse(request) {
    const isRecent = /^gpt-(?:5\.[6-9]|6)/.test(request.model)
    const effort = request.reasoning_effort
    if (isRecent && (request.tools ?? []).length > 0 && effort !== 'none') {
      return error(
        400,
        `Function tools with reasoning_effort are not supported for ${request.model} in /v1/chat/completions. Please use /v1/responses or set reasoning_effort to 'none'.`,
        { type: 'invalid_request_error' },
      )
    }
    if (isRecent && request.temperature !== undefined && request.temperature !== 1) {
      return error(
        400,
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
        {
          type: 'invalid_request_error',
          code: 'unsupported_value',
        },
      )
    }
    if (isRecent && request.max_tokens !== undefined) {
      return error(
        400,
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        {
          type: 'invalid_request_error',
          code: 'unsupported_parameter',
        },
      )
    }
    return null
  },
  presets: {
    'no-money': error(429, 'You exceeded your current quota', {
      type: 'insufficient_quota',
      code: 'credit_balance_exhausted',
    }),
    limited: {
      ...rateLimited,
      headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m30s' },
    },
  },
  routes: {
    'GET /v1/models': () => ({
      body: { object: 'list', data: [{ id: 'gpt-6.1-sol', object: 'model', created: 0, owned_by: 'openai' }] },
    }),
  },
}

export const deepseekVendor: Vendor = {
  defaults: { usage: 'lastChunk', comments: true, reasoning: 'Let me think about it.' },
  usage: ({ prompt, cached, written, thought }) => ({
    prompt_tokens: prompt,
    completion_tokens: written + thought,
    total_tokens: prompt + written + thought,
    prompt_tokens_details: { cached_tokens: cached },
    prompt_cache_hit_tokens: cached,
    prompt_cache_miss_tokens: prompt - cached,
    completion_tokens_details: { reasoning_tokens: thought },
  }),
  refuse: (request) =>
    forgotThinking(request)
      ? error(400, 'The `reasoning_content` in the thinking mode must be passed back to the API.', {
          type: 'invalid_request_error',
        })
      : null,
  presets: {
    'no-money': error(402, 'Insufficient Balance', { type: 'unknown_error', code: 'invalid_request_error' }),
    limited: error(429, 'Concurrency limit reached'),
  },
  routes: {
    'GET /v1/models': () => ({ body: { object: 'list', data: [{ id: 'deepseek-flash', object: 'model' }] } }),
    'GET /user/balance': () => ({
      body: {
        is_available: true,
        balance_infos: [
          { currency: 'CNY', total_balance: '110.00', granted_balance: '10.00', topped_up_balance: '100.00' },
          { currency: 'USD', total_balance: '0.000001', granted_balance: '0.00', topped_up_balance: '0.000001' },
        ],
      },
    }),
  },
}

export const doubaoVendor: Vendor = {
  defaults: { usage: 'asked', reasoning: '先想一想。' },
  usage: plainCounts,
  refuse: (request) =>
    request.thinking !== undefined && request.reasoning_effort !== undefined
      ? error(400, 'thinking.type disabled cannot be combined with reasoning_effort', {
          code: 'InvalidParameter',
          type: 'BadRequest',
        })
      : null,
  presets: {
    'no-money': error(403, 'The request failed because your account has an overdue balance.', {
      code: 'AccountOverdueError',
      type: 'Forbidden',
    }),
    'wrong-key': error(401, 'The API key or AK/SK in the request is missing or invalid.', {
      code: 'AuthenticationError',
      type: 'Unauthorized',
    }),
    'refuses-request': error(400, 'The request failed because the input text may contain sensitive information.', {
      code: 'InputTextRiskDetection',
    }),
    'unknown-model': error(404, 'Your account has not activated the model.', {
      code: 'ModelNotOpen',
      type: 'NotFound',
    }),
    limited: error(429, 'The requests per minute limit is exceeded.', {
      code: 'RateLimitExceeded',
      type: 'TooManyRequests',
    }),
  },
  routes: {},
}

export const qwenVendor: Vendor = {
  defaults: { usage: 'asked', reasoning: '先想一想。' },
  usage: (counted) => ({
    ...plainCounts(counted),
    prompt_tokens_details: {
      cached_tokens: counted.cached,
      cache_creation_input_tokens: 8,
      text_tokens: counted.prompt,
    },
  }),
  refuse: (request) =>
    request.enable_thinking === true && request.stream !== true
      ? error(400, 'parameter.enable_thinking only support stream call', { code: 'invalid_parameter_error' })
      : null,
  presets: {
    'no-money': error(400, 'Access denied, please make sure your account is in good standing.', {
      code: 'Arrearage',
      type: 'Arrearage',
    }),
    'refuses-request': error(400, 'Input data may contain inappropriate content.', {
      code: 'DataInspectionFailed',
      type: 'DataInspectionFailed',
    }),
    limited: error(429, 'Requests rate limit exceeded, please try again later.', {
      code: 'Throttling.RateQuota',
      type: 'Throttling.RateQuota',
    }),
  },
  routes: { 'GET /v1/models': () => ({ body: { object: 'list', data: [{ id: 'qwen3.8-max', object: 'model' }] } }) },
}

export const kimiVendor: Vendor = {
  defaults: { usage: 'inChoice', reasoning: 'Let me think about it.' },
  usage: ({ prompt, cached, written, thought }) => ({
    prompt_tokens: prompt,
    completion_tokens: written + thought,
    total_tokens: prompt + written + thought,
    cached_tokens: cached,
    completion_tokens_details: { reasoning_tokens: thought },
  }),
  refuse(request) {
    if (request.temperature !== undefined && request.temperature !== 1) {
      return error(400, 'invalid temperature: only 1 is allowed for this model', { type: 'invalid_request_error' })
    }
    if (/^kimi-k[3-9]/.test(request.model) && JSON.stringify(request.thinking ?? null).includes('disabled')) {
      return error(400, 'thinking cannot be disabled for this model', { type: 'invalid_request_error' })
    }
    return forgotThinking(request)
      ? error(400, 'reasoning_content is missing', { type: 'invalid_request_error' })
      : null
  },
  presets: {
    'no-money': error(429, 'Your account is suspended due to insufficient balance', {
      type: 'exceeded_current_quota_error',
    }),
    'too-long': error(400, 'Your request exceeded model token limit: 8192', { type: 'invalid_request_error' }),
    'refuses-request': error(400, 'The request was rejected because it was considered high risk', {
      type: 'content_filter',
    }),
    limited: error(429, 'The engine is currently overloaded', { type: 'engine_overloaded_error' }),
  },
  routes: {
    'GET /v1/models': () => ({ body: { object: 'list', data: [{ id: 'kimi-k3', object: 'model' }] } }),
    'GET /v1/users/me/balance': () => ({
      body: {
        code: 0,
        data: { available_balance: 49.58894, voucher_balance: 50, cash_balance: -0.41106 },
        status: true,
      },
    }),
  },
}

export const glmVendor: Vendor = {
  defaults: { usage: 'lastChunk', reasoning: '先想一想。' },
  usage: plainCounts,
  refuse(request) {
    const isRefused = request.frequency_penalty !== undefined || (request.max_tokens ?? 0) > 131_072
    if (isRefused) return { status: 400, body: '{"error":{"code":"1210","message":"API 调用参数有误"}}' }
    return JSON.stringify(request.thinking ?? null).includes('disabled')
      ? { status: 400, body: '{"error":{"code":"1210","message":"该模型不支持关闭思考"}}' }
      : null
  },
  presets: {
    'no-money': {
      status: 429,
      body: '{"error":{"code":"1113","message":"您的账户已欠费，请充值后重试。"}}',
    },
    'wrong-key': { status: 401, body: '{"error":{"code":"1002","message":"Authorization Token非法"}}' },
    'too-long': { status: 400, body: '{"error":{"code":"1261","message":"Prompt 超长"}}' },
    'unknown-model': { status: 400, body: '{"error":{"code":"1211","message":"模型不存在"}}' },
    'refuses-request': {
      status: 400,
      body: '{"error":{"code":"1301","message":"可能包含不安全或敏感内容"}}',
    },
    'says-sensitive': { text: '', finishReason: 'sensitive' },
    'says-zero': {
      text: '',
      reasoning: 'I think about it at length.',
      usageBody: { prompt_tokens: 40, completion_tokens: 0, total_tokens: 40 },
    },
    'network-error': { finishReason: 'network_error' },
    limited: { status: 429, body: '{"error":{"code":"1302","message":"并发数过高"}}' },
  },
  routes: {},
}
