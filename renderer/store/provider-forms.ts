import { create } from 'zustand'
import type { ProviderId } from '../../shared/model/brand.ts'
import type { ServiceDialect } from '../../shared/model/provider.ts'

/** What is typed about a service before it is saved. It holds a key, so it stays in memory and is kept nowhere. */
export type ProviderTyped = {
  /** Null until a vendor is chosen. */
  readonly dialect: ServiceDialect | null
  readonly region: string | null
  readonly name: string
  readonly baseUrl: string
  readonly key: string
  readonly forgetKey: boolean
  readonly keyStorage: 'protected' | 'session' | 'unprotected'
  /** Names of the models to use; null until the owner has touched them. */
  readonly chosen: readonly string[] | null
}

const formsStore = create<{ forms: Record<string, ProviderTyped> }>(() => ({ forms: {} }))
const keyOf = (providerId: ProviderId | null): string => providerId ?? 'new'

/** What is typed about a service, if anything is. */
export function useProviderTyped(providerId: ProviderId | null): ProviderTyped | undefined {
  return formsStore((state) => state.forms[keyOf(providerId)])
}

/** Holds what is typed while the owner looks elsewhere. */
export function holdProviderTyped(providerId: ProviderId | null, typed: ProviderTyped): void {
  formsStore.setState({ forms: { ...formsStore.getState().forms, [keyOf(providerId)]: typed } })
}

/** Lets it go, once it is saved or not wanted. */
export function dropProviderTyped(providerId: ProviderId | null): void {
  const { [keyOf(providerId)]: _gone, ...rest } = formsStore.getState().forms
  formsStore.setState({ forms: rest })
}
