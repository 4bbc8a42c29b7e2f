/**
 * Services people often have, so that an address need not be looked up. Addresses are those the services publish for
 * programs; the owner can change them.
 */
export const knownServices = [
  { name: 'DeepSeek', baseUrl: 'https://api.deepseek.com', needsKey: true },
  { name: 'Qwen', baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1', needsKey: true },
  { name: 'Kimi', baseUrl: 'https://api.moonshot.cn/v1', needsKey: true },
  { name: 'GLM', baseUrl: 'https://open.bigmodel.cn/api/paas/v4', needsKey: true },
  { name: 'Doubao', baseUrl: 'https://ark.cn-beijing.volces.com/api/v3', needsKey: true },
  { name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', needsKey: true },
  { name: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1', needsKey: true },
  { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', needsKey: false },
  { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', needsKey: false },
] as const
