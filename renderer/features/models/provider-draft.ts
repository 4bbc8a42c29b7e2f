import type { ProviderDraft, ProviderTest } from '../../../shared/contract/commands.ts'
import type { System } from '../../../shared/contract/mirror.ts'
import { type ModelName, modelNameSchema } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import type { ProviderTyped } from '../../store/provider-forms.ts'

export type OfferedModel = {
  readonly name: ModelName
  readonly contextTokens: number | null
  readonly price: Price | null
}
/** Every model that is known of a service, and those agents may use. */
export type Offered = { readonly all: readonly OfferedModel[]; readonly chosen: readonly OfferedModel[] }

/** What the form shows before anything is typed. */
export function typedFrom(provider: Provider | undefined, keyring: System['keyring']): ProviderTyped {
  const kept = provider?.keyStorage
  return {
    name: provider?.name ?? '',
    baseUrl: provider?.baseUrl ?? '',
    key: '',
    forgetKey: false,
    keyStorage: kept !== undefined && kept !== 'none' ? kept : keyring === 'available' ? 'protected' : 'session',
    chosen: null,
  }
}

/** The draft main gets: an empty key keeps the stored one, unless the owner wants it forgotten. */
export function draftFrom(typed: ProviderTyped, provider: Provider | undefined): ProviderDraft {
  const key = typed.key.trim()
  const base = {
    id: provider?.id ?? null,
    name: typed.name.trim(),
    baseUrl: typed.baseUrl.trim(),
    keyStorage: typed.keyStorage,
  }
  if (key !== '') return { ...base, key }
  const keeps = provider !== undefined && provider.keyStorage !== 'none' && !typed.forgetKey
  return keeps ? base : { ...base, key: null }
}

/** Joins what was saved, what the last test found and what was typed; a model keeps the price the owner gave it. */
export function modelsFrom(typed: ProviderTyped, provider: Provider | undefined, test: ProviderTest | null): Offered {
  const known = new Map<string, OfferedModel>()
  for (const { name, contextTokens } of test?.models ?? []) known.set(name, { name, contextTokens, price: null })
  for (const { name, contextTokens, price } of provider?.models ?? []) {
    known.set(name, { name, contextTokens: contextTokens ?? known.get(name)?.contextTokens ?? null, price })
  }
  const chosenNames = typed.chosen ?? provider?.models.map((model) => model.name) ?? []
  const chosen = chosenNames.flatMap((name) => {
    const model = known.get(name) ?? typedModel(name)
    if (model !== null) known.set(name, model)
    return model === null ? [] : [model]
  })
  return { all: [...known.values()], chosen }
}

function typedModel(name: string): OfferedModel | null {
  const parsed = modelNameSchema.safeParse(name)
  return parsed.success ? { name: parsed.data, contextTokens: null, price: null } : null
}
