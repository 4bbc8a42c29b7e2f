import type { FoundServer } from '../../shared/contract/commands.ts'
import type { System } from '../../shared/contract/mirror.ts'
import { dialectFacts } from '../../shared/model/dialect-facts.ts'
import { type Provider, type ServiceDialect, serviceDialectSchema } from '../../shared/model/provider.ts'
import type { ProviderTyped } from '../store/provider-forms.ts'

/** What the form shows before anything is typed. */
export function typedFrom(provider: Provider | undefined, keyring: System['keyring']): ProviderTyped {
  const kept = provider?.keyStorage
  return {
    dialect: serviceDialectSchema.safeParse(provider?.dialect).data ?? null,
    region: provider?.region ?? null,
    name: provider?.name ?? '',
    baseUrl: provider?.baseUrl ?? '',
    key: '',
    forgetKey: false,
    keyStorage: kept !== undefined && kept !== 'none' ? kept : keyring === 'available' ? 'protected' : 'session',
    chosen: null,
  }
}

/** What a vendor fills in: its first place, or where a server of its kind was found. */
export function typedOfVendor(dialect: ServiceDialect, found: FoundServer | null) {
  const { regions, localBaseUrl } = dialectFacts[dialect]
  return {
    dialect,
    region: regions.length > 1 ? (regions[0]?.id ?? null) : null,
    baseUrl: found?.baseUrl ?? regions[0]?.baseUrl ?? localBaseUrl ?? '',
  }
}
