import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { normaliseBaseUrl } from '../../../shared/rules/base-url.ts'
import type { PracticeDependencies } from '../practice/complete-practice.ts'
import type { ArmedProvider } from '../protocol.ts'
import { createChatProvider } from './chat-provider.ts'
import { dialectOf } from './dialects.ts'
import { createOwnProvider } from './own.ts'
import type { OwnDoors } from './own-doors.ts'
import { createPracticeProvider } from './practice.ts'
import type { ModelProvider } from './provider.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Fetch } from './read-bytes.ts'
import type { ReasoningMemory } from './reasoning-memory.ts'

export type ProviderTools = {
  fetch: Fetch
  clock: Clock
  practice: (signal: AbortSignal) => PracticeDependencies
  /** The way to models that run on this computer. */
  ownDoors: Pick<OwnDoors, 'open'>
  /** One for all providers, so that they know each other's thinking. */
  memory: ReasoningMemory
}

/** Makes the provider that speaks a provider's dialect. Throws `provider.addressInvalid`. */
export function createProvider(
  armed: ArmedProvider,
  tools: ProviderTools,
  onLimits: (limits: RateLimits) => void,
): ModelProvider {
  const { provider, key } = armed
  if (provider.dialect === 'practice') return createPracticeProvider(tools.practice)
  if (provider.dialect === 'own') return createOwnProvider(tools)
  if (provider.baseUrl === null) throw new CodedError('provider.addressInvalid', {}, 'there is no address')
  const baseUrl = normaliseBaseUrl(provider.baseUrl)
  const { fetch, clock, memory } = tools
  const dialect = dialectOf(provider.dialect, baseUrl)
  return createChatProvider({ dialect, baseUrl, key, fetch, clock, memory, onLimits })
}
