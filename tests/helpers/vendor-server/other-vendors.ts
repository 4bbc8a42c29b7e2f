import { error, plainCounts, type Vendor } from './vendor.ts'

/** OpenRouter, the servers of one's own computer, and one that counts as Gemini does (dialects.md). Nothing was called live. */

export const openrouterVendor: Vendor = {
  defaults: { usage: 'extraChunk', comments: true, reasoning: 'Let me think about it.', reasoningField: 'reasoning' },
  usage: (counted) => ({
    ...plainCounts(counted),
    cost: 0.00014025,
    is_byok: false,
    cost_details: { upstream_inference_cost: null },
  }),
  refuse: () => null,
  presets: {
    'no-money': error(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits', {
      code: 402,
    }),
    'in-flight': { ...error(402, 'in_flight_budget_exhausted', { code: 402 }), headers: { 'retry-after': '3' } },
    'refuses-request': error(403, 'Your input was flagged', { code: 403 }),
    'dies-upstream': {
      insert: [
        {
          afterPieces: 8,
          text: 'data: {"id":"gen-1","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":{"code":502,"message":"Provider returned error"}}\n\n',
        },
      ],
    },
    limited: {
      ...error(429, 'Rate limit exceeded: free-models-per-min.', { code: 429 }),
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800000' },
    },
  },
  routes: {
    'GET /v1/models': () => ({
      body: {
        data: [
          {
            id: 'deepseek/deepseek-flash',
            context_length: 1_048_576,
            pricing: {
              prompt: '0.00000015',
              completion: '0.0000006',
              request: '0',
              image: '0',
              input_cache_read: '0.000000003',
            },
          },
          {
            id: 'z-ai/glm-4.5-air:free',
            context_length: 131_072,
            pricing: { prompt: '0', completion: '0', request: '0' },
          },
          { id: 'openrouter/auto', context_length: 2_000_000, pricing: { prompt: '-1', completion: '-1' } },
        ],
      },
    }),
    'GET /v1/key': () => ({
      body: { data: { label: 'sk-or', limit: 5, usage: 0.1015644762, limit_remaining: 4.8984355238 } },
    }),
    'GET /v1/credits': () => ({
      status: 403,
      body: { error: { code: 403, message: 'Only management keys can do this' } },
    }),
    'GET /v1/generation': ({ query }) =>
      query.get('id') === null
        ? { status: 404, body: { error: { code: 404, message: 'Generation not found' } } }
        : {
            body: {
              data: {
                id: query.get('id'),
                model: 'deepseek/deepseek-flash',
                total_cost: 0.00021,
                native_tokens_prompt: 321,
                native_tokens_completion: 77,
                native_tokens_reasoning: 7,
                native_tokens_cached: 64,
                cancelled: true,
              },
            },
          },
  },
}

export const ollamaVendor: Vendor = {
  defaults: { usage: 'asked', reasoning: 'Let me think about it.', reasoningField: 'reasoning' },
  contextTokens: 4_096,
  // What does not fit was dropped before it was counted.
  usage: ({ prompt, written, thought }) => {
    const seen = Math.min(prompt, 4_096)
    return { prompt_tokens: seen, completion_tokens: written + thought, total_tokens: seen + written + thought }
  },
  refuse: () => null,
  presets: {
    'unknown-model': error(404, 'model "x" not found, try pulling it first', { type: 'not_found_error' }),
  },
  routes: {
    'GET /v1/models': () => ({ body: { object: 'list', data: [{ id: 'qwen3:8b', object: 'model' }] } }),
    'GET /api/version': () => ({ body: { version: '0.40.12' } }),
    'GET /api/tags': () => ({ body: { models: [{ name: 'qwen3:8b' }, { name: 'gemma4:latest' }, { name: 'tuned' }] } }),
    'GET /api/ps': () => ({ body: { models: [{ name: 'qwen3:8b', context_length: 4_096 }] } }),
    'POST /api/show': ({ body }) => ({
      body: {
        parameters:
          body.model === 'tuned' ? 'num_ctx                        8192\nstop                           "x"' : '',
        model_info: { 'general.architecture': 'gemma4', 'gemma4.context_length': 131_072 },
      },
    }),
  },
}

export const lmStudioVendor: Vendor = {
  defaults: { usage: 'asked' },
  contextTokens: 4_096,
  usage: ({ prompt, written, thought }) => ({
    prompt_tokens: prompt,
    completion_tokens: written + thought,
    total_tokens: prompt + written + thought,
  }),
  refuse: () => null,
  presets: { overflow: { text: '', usageBody: { prompt_tokens: 4_096, completion_tokens: 0, total_tokens: 4_096 } } },
  routes: {
    'GET /v1/models': () => ({ body: { object: 'list', data: [{ id: 'qwen3-8b', object: 'model' }] } }),
    'GET /api/v1/models': () => ({
      body: {
        models: [
          {
            key: 'qwen3-8b',
            type: 'llm',
            max_context_length: 40_960,
            loaded_instances: [{ id: 'qwen3-8b', config: { context_length: 4_096 } }],
          },
          { key: 'gemma-4', type: 'llm', max_context_length: 131_072, loaded_instances: [] },
          { key: 'nomic-embed', type: 'embedding', max_context_length: 2_048, loaded_instances: [] },
        ],
      },
    }),
    // Whatever it does not know, it says so under a good status.
    'GET /api/version': () => ({ body: { error: 'Unexpected endpoint or method. (GET /api/version)' } }),
    'GET /props': () => ({ body: { error: 'Unexpected endpoint or method. (GET /props)' } }),
  },
}

export const llamaCppVendor: Vendor = {
  defaults: { usage: 'extraChunk' },
  contextTokens: 8_192,
  usage: plainCounts,
  refuse: (request) =>
    JSON.stringify(request.messages).length / 4 > 8_192
      ? {
          status: 400,
          body: '{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":8192}}',
        }
      : null,
  presets: {},
  routes: {
    'GET /v1/models': () => ({
      body: { object: 'list', data: [{ id: 'model.gguf', meta: { n_ctx_train: 131_072 } }] },
    }),
    'GET /props': () => ({
      body: { default_generation_settings: { n_ctx: 8_192 }, total_slots: 4, model_path: 'model.gguf' },
    }),
  },
}

/** A service nobody knows: it tells usage in every chunk and thinking beside the completion, as Gemini does. */
export const strangerVendor: Vendor = {
  defaults: { usage: 'everyChunk', reasoning: 'Let me think about it.' },
  usage: ({ prompt, cached, written, thought }) => ({
    prompt_tokens: prompt,
    completion_tokens: written,
    total_tokens: prompt + written + thought,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: thought },
  }),
  refuse: (request) =>
    request.temperature === undefined
      ? null
      : error(400, "Unsupported parameter: 'temperature' is not supported with this model.", {
          code: 'unsupported_parameter',
        }),
  presets: {
    'no-money': {
      status: 200,
      body: '{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}',
    },
    limited: error(429, 'Too many requests'),
  },
  routes: {
    'GET /v1/models': () => ({
      body: {
        object: 'list',
        data: [
          {
            id: 'deepseek-ai/DeepSeek-V4',
            providers: [
              { provider: 'together', status: 'live', context_length: 131_072, pricing: { input: 0.28, output: 1.1 } },
              { provider: 'novita', status: 'live', context_length: 65_536 },
              { provider: 'gone', status: 'staging', context_length: 1_024 },
            ],
          },
        ],
      },
    }),
  },
}
