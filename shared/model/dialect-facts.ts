import type { DialectName } from './provider.ts'

/** A place a vendor serves from, with its own accounts and keys. */
export type DialectRegion = {
  /** `cn`, `intl`, `us`: the first part of its text in i18n, and what a provider stores. */
  id: 'cn' | 'intl' | 'us'
  baseUrl: string
  keyPage: string
}

/** Who speaks a dialect, as a person chooses it. How it is spoken: the file of that name in electron/gateway/providers. */
export type DialectFacts = {
  /** The vendor's own name, the same in every language. */
  label: string
  kind: 'practice' | 'cloud' | 'local' | 'any'
  /** Where the vendor serves; the first is offered first. One place only: its `id` says nothing. */
  regions: readonly DialectRegion[]
  /** The usual address of a server on this computer. */
  localBaseUrl: string | null
  needsKey: boolean
}

/** Addresses and key pages as of 2026-11-23; those of console pages were not opened. */
export const dialectFacts: Readonly<Record<DialectName, DialectFacts>> = {
  practice: { label: 'Practice', kind: 'practice', regions: [], localBaseUrl: null, needsKey: false },
  compatible: { label: 'OpenAI-compatible', kind: 'any', regions: [], localBaseUrl: null, needsKey: false },
  openai: cloud('OpenAI', {
    id: 'intl',
    baseUrl: 'https://api.openai.com/v1',
    keyPage: 'https://platform.openai.com/api-keys',
  }),
  deepseek: cloud('DeepSeek', {
    id: 'cn',
    baseUrl: 'https://api.deepseek.com',
    keyPage: 'https://platform.deepseek.com/api_keys',
  }),
  doubao: cloud(
    'Doubao (Volcengine Ark)',
    {
      id: 'cn',
      baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
      keyPage: 'https://console.volcengine.com/ark/region:ark+cn-beijing/apiKey',
    },
    {
      id: 'intl',
      baseUrl: 'https://ark.ap-southeast.bytepluses.com/api/v3',
      keyPage: 'https://console.byteplus.com/ark/region:ark+ap-southeast-1/apiKey',
    },
  ),
  // The vendor is moving to addresses that carry the workspace's own id; whoever has one enters it in place of these.
  qwen: cloud(
    'Qwen (Alibaba Model Studio)',
    {
      id: 'cn',
      baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
      keyPage: 'https://bailian.console.aliyun.com/#/api-key',
    },
    {
      id: 'intl',
      baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
      keyPage: 'https://modelstudio.console.alibabacloud.com/#/api-key',
    },
    {
      id: 'us',
      baseUrl: 'https://dashscope-us.aliyuncs.com/compatible-mode/v1',
      keyPage: 'https://modelstudio.console.alibabacloud.com/#/api-key',
    },
  ),
  kimi: cloud(
    'Kimi (Moonshot)',
    {
      id: 'cn',
      baseUrl: 'https://api.moonshot.cn/v1',
      keyPage: 'https://platform.moonshot.cn/console/api-keys',
    },
    {
      id: 'intl',
      baseUrl: 'https://api.moonshot.ai/v1',
      keyPage: 'https://platform.moonshot.ai/console/api-keys',
    },
  ),
  glm: cloud(
    'GLM (Zhipu)',
    {
      id: 'cn',
      baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
      keyPage: 'https://bigmodel.cn/usercenter/proj-mgmt/apikeys',
    },
    { id: 'intl', baseUrl: 'https://api.z.ai/api/paas/v4', keyPage: 'https://z.ai/manage-apikey/apikey-list' },
  ),
  openrouter: cloud('OpenRouter', {
    id: 'intl',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyPage: 'https://openrouter.ai/settings/keys',
  }),
  ollama: local('Ollama', 11_434),
  'lm-studio': local('LM Studio', 1_234),
  'llama-cpp': local('llama.cpp', 8_080),
  own: { label: 'Kaihe', kind: 'local', regions: [], localBaseUrl: null, needsKey: false },
}

function cloud(label: string, ...regions: DialectRegion[]): DialectFacts {
  return { label, kind: 'cloud', regions, localBaseUrl: null, needsKey: true }
}

function local(label: string, port: number): DialectFacts {
  return { label, kind: 'local', regions: [], localBaseUrl: `http://127.0.0.1:${port}/v1`, needsKey: false }
}
