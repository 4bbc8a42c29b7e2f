import type { DialectName } from '../../../shared/model/provider.ts'
import type { PriceListName } from './load-price-list.ts'

/** How a provider's calls are priced. */
export type Pricing =
  /** Per token, by one of these lists. Several: by the currency of the account, which the address does not tell. */
  | { kind: 'lists'; names: readonly PriceListName[] }
  /** The models run on the owner's own computer or network. */
  | { kind: 'local' }
  /** A plan, a reseller, another region, or a service nobody has a list of. */
  | { kind: 'unknown' }

/**
 * Which list a provider bills by. Its address decides, not what it calls itself: a reseller's or proxy's prices are not the
 * vendor's, and the paths of subscription plans are not billed per token (Ark `/api/coding`, `/api/plan`; GLM `/api/coding`;
 * Qwen's `coding` hosts).
 */
export function pricingOf(provider: { dialect: DialectName; baseUrl: string | null }): Pricing {
  const address = provider.baseUrl === null ? null : URL.parse(provider.baseUrl)
  if (address === null) return unknown
  if (isLocalServer(provider.dialect)) return isOwnNetwork(address.hostname) ? { kind: 'local' } : unknown
  const path = address.pathname.replace(/\/+$/, '')
  const rule = rules.find(({ host, paths }) => host.test(address.hostname) && paths.includes(path))
  return rule === undefined ? unknown : { kind: 'lists', names: rule.names }
}

/** The one list, when the account's currency is known or there is but one; null otherwise. */
export function listFor(pricing: Pricing, currency: string | null): PriceListName | null {
  if (pricing.kind !== 'lists') return null
  const fitting = pricing.names.filter((name) => currency === null || name.endsWith(`.${currency.toLowerCase()}`))
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

const unknown: Pricing = { kind: 'unknown' }

/** Hosts and paths: dialects' documents as of 2026-11-23. US and other regions have lists of their own, which nobody gave us. */
const rules: readonly { host: RegExp; paths: readonly string[]; names: readonly PriceListName[] }[] = [
  { host: /^api\.openai\.com$/, paths: ['/v1'], names: ['openai.usd'] },
  { host: /^api\.deepseek\.com$/, paths: ['', '/v1', '/beta'], names: ['deepseek.cny', 'deepseek.usd'] },
  { host: /^ark\.cn-beijing\.volces\.com$/, paths: ['/api/v3'], names: ['volcengine.cny'] },
  { host: /^dashscope\.aliyuncs\.com$/, paths: ['/compatible-mode/v1'], names: ['dashscope-cn.cny'] },
  {
    host: /^[a-z0-9-]+\.cn-beijing\.maas\.aliyuncs\.com$/,
    paths: ['/compatible-mode/v1'],
    names: ['dashscope-cn.cny'],
  },
  { host: /^dashscope-intl\.aliyuncs\.com$/, paths: ['/compatible-mode/v1'], names: ['dashscope-intl.usd'] },
  {
    host: /^[a-z0-9-]+\.ap-southeast-1\.maas\.aliyuncs\.com$/,
    paths: ['/compatible-mode/v1'],
    names: ['dashscope-intl.usd'],
  },
  {
    host: /^ap-southeast-1\.maas\.qwencloudapi\.com$/,
    paths: ['/compatible-mode/v1'],
    names: ['dashscope-intl.usd'],
  },
  { host: /^api\.moonshot\.cn$/, paths: ['/v1'], names: ['moonshot.cny'] },
  { host: /^api\.moonshot\.ai$/, paths: ['/v1'], names: ['moonshot.usd'] },
  { host: /^open\.bigmodel\.cn$/, paths: ['/api/paas/v4'], names: ['zhipu.cny'] },
  { host: /^api\.z\.ai$/, paths: ['/api/paas/v4'], names: ['zhipu.usd'] },
]

function isLocalServer(dialect: DialectName): boolean {
  return dialect === 'ollama' || dialect === 'lm-studio' || dialect === 'llama-cpp'
}

/** This computer, or one in the same house. */
function isOwnNetwork(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '')
  return (
    plain === 'localhost' ||
    plain === '::1' ||
    /^(127|10)\.\d+\.\d+\.\d+$/.test(plain) ||
    /^192\.168\.\d+\.\d+$/.test(plain) ||
    /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(plain) ||
    /^f[cd][0-9a-f]{2}:/.test(plain) ||
    /\.(local|lan|home\.arpa)$/.test(plain) ||
    /^[a-z0-9-]+$/.test(plain)
  )
}
