import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ArmedProvider } from '../protocol.ts'
import type { PracticeDependencies } from '../practice/complete-practice.ts'
import { normaliseBaseUrl } from '../../../shared/rules/base-url.ts'
import { createCompatibleProvider } from './compatible.ts'
import { createPracticeProvider } from './practice.ts'
import type { ModelProvider } from './provider.ts'
import type { Fetch } from './read-bytes.ts'

export type ProviderTools = {
  fetch: Fetch
  clock: Clock
  practice: (signal: AbortSignal) => PracticeDependencies
}

/** Makes the provider that speaks a provider's dialect. Throws `provider.addressInvalid`. */
export function createProvider(armed: ArmedProvider, tools: ProviderTools): ModelProvider {
  const { provider, key } = armed
  if (provider.dialect === 'practice') return createPracticeProvider(tools.practice)
  if (provider.baseUrl === null) throw new CodedError('provider.addressInvalid', {}, 'there is no address')
  const { fetch, clock } = tools
  return createCompatibleProvider({ baseUrl: normaliseBaseUrl(provider.baseUrl), key, fetch, clock })
}
