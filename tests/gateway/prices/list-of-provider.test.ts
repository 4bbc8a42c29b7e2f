import { describe, expect, it } from 'vitest'
import { listFor, pricingOf } from '../../../electron/gateway/prices/list-of-provider.ts'
import { isPassedOn } from '../../../shared/rules/facts/passed-on.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { serviceDialectSchema } from '../../../shared/model/provider.ts'

const namesOf = (baseUrl: string) => {
  const pricing = pricingOf({ dialect: 'compatible', baseUrl })
  return pricing.kind === 'lists' ? pricing.names : pricing.kind
}

describe('the list a provider bills by', () => {
  it.each([
    ['https://api.openai.com/v1', ['openai.usd']],
    ['https://api.openai.com/v1/', ['openai.usd']],
    ['https://api.deepseek.com', ['deepseek.cny', 'deepseek.usd']],
    ['https://api.deepseek.com/v1', ['deepseek.cny', 'deepseek.usd']],
    ['https://ark.cn-beijing.volces.com/api/v3', ['volcengine.cny']],
    ['https://dashscope.aliyuncs.com/compatible-mode/v1', ['dashscope-cn.cny']],
    ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1', ['dashscope-intl.usd']],
    ['https://ws-1a2b.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1', ['dashscope-intl.usd']],
    ['https://api.moonshot.cn/v1', ['moonshot.cny']],
    ['https://api.moonshot.ai/v1', ['moonshot.usd']],
    ['https://open.bigmodel.cn/api/paas/v4', ['zhipu.cny']],
    ['https://api.z.ai/api/paas/v4', ['zhipu.usd']],
  ])('%s', (baseUrl, names) => {
    expect(namesOf(baseUrl)).toEqual(names)
  })

  it.each([
    ['a plan, which is not billed per token', 'https://ark.cn-beijing.volces.com/api/coding/v3'],
    ['another plan', 'https://ark.cn-beijing.volces.com/api/plan/v3'],
    ['a plan of GLM', 'https://api.z.ai/api/coding/paas/v4'],
    ['a plan of Qwen', 'https://coding.dashscope.aliyuncs.com/v1'],
    ['another region', 'https://ark.ap-southeast.bytepluses.com/api/v3'],
    ['another region', 'https://dashscope-us.aliyuncs.com/compatible-mode/v1'],
    ['a dearer region', 'https://eu.api.openai.com/v1'],
    ['a reseller', 'https://api.apiyi.com/v1'],
    ['a look-alike', 'https://api.openai.com.example.org/v1'],
    ['a proxy on this computer', 'http://127.0.0.1:4000/v1'],
    ['no address', 'not an address'],
  ])('%s has none: %s', (_, baseUrl) => {
    expect(namesOf(baseUrl)).toBe('unknown')
  })

  it('knows every place the dialects offer that is billed per token and has a list', () => {
    const unknown = serviceDialectSchema.options.flatMap((dialect) =>
      dialectFacts[dialect].regions
        .filter(({ baseUrl }) => pricingOf({ dialect, baseUrl }).kind === 'unknown')
        .map(({ id }) => `${dialect} ${id}`),
    )
    // OpenRouter says its prices itself; the others nobody gave us.
    expect(unknown).toEqual(['doubao intl', 'qwen us', 'openrouter intl'])
  })

  it('is told by the account’s currency where there are two', () => {
    const pricing = pricingOf({ dialect: 'deepseek', baseUrl: 'https://api.deepseek.com' })
    expect(listFor(pricing, 'CNY')).toBe('deepseek.cny')
    expect(listFor(pricing, 'USD')).toBe('deepseek.usd')
    expect(listFor(pricing, null)).toBeNull()
    expect(listFor(pricing, 'EUR')).toBeNull()
    const only = pricingOf({ dialect: 'openai', baseUrl: 'https://api.openai.com/v1' })
    expect(listFor(only, null)).toBe('openai.usd')
    expect(listFor(only, 'CNY')).toBeNull()
  })
})

describe('models on one’s own hardware', () => {
  it.each([
    'http://127.0.0.1:11434/v1',
    'http://localhost:1234/v1',
    'http://[::1]:8080/v1',
    'http://192.168.1.20:11434/v1',
    'http://10.0.0.5:11434/v1',
    'http://172.16.4.4:11434/v1',
    'http://workstation.local:11434/v1',
    'http://workstation:11434/v1',
  ])('%s', (baseUrl) => {
    expect(pricingOf({ dialect: 'ollama', baseUrl }).kind).toBe('local')
  })

  it.each(['https://ollama.com/v1', 'http://172.32.0.1:11434/v1', 'http://8.8.8.8:11434/v1'])('not %s', (baseUrl) => {
    expect(pricingOf({ dialect: 'ollama', baseUrl }).kind).toBe('unknown')
  })

  it('are not those a local server passes on to a paid service', () => {
    expect(['gpt-oss:120b-cloud', 'glm-4.6:cloud', 'deepseek-v3.1:671b-CLOUD'].every(isPassedOn)).toBe(true)
    expect(['qwen3:8b', 'cloudy', 'cloud-7b'].some(isPassedOn)).toBe(false)
  })
})
