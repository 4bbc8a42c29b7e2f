import type { ListedPrice, ProviderDraft, ProviderTest } from '../../../shared/contract/commands.ts'
import { type ModelName, modelNameSchema } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import type { Provider, ServiceDialect } from '../../../shared/model/provider.ts'
import type { ProviderTyped } from '../../store/provider-forms.ts'

export type OfferedModel = {
  readonly name: ModelName
  readonly contextTokens: number | null
  readonly price: Price | null
}
/** Every model that is known of a service, and those agents may use. */
export type Offered = { readonly all: readonly OfferedModel[]; readonly chosen: readonly OfferedModel[] }

/** What is typed once a vendor is chosen. */
export type ChosenTyped = ProviderTyped & { readonly dialect: ServiceDialect }

/** Where a key for it is made; null where nobody needs one. */
export function keyPageOf({ dialect, region }: Pick<ChosenTyped, 'dialect' | 'region'>): string | null {
  const { regions } = dialectFacts[dialect]
  return (regions.find(({ id }) => id === region) ?? regions[0])?.keyPage ?? null
}

/** The draft main gets: an empty key keeps the stored one, unless the owner wants it forgotten. */
export function draftFrom(typed: ChosenTyped, provider: Provider | undefined): ProviderDraft {
  const key = typed.key.trim()
  const base = {
    id: provider?.id ?? null,
    dialect: typed.dialect,
    region: typed.region,
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
  for (const { name, contextTokens, price } of test?.models ?? []) {
    known.set(name, { name, contextTokens, price: price ?? null })
  }
  for (const { name, contextTokens, price } of provider?.models ?? []) {
    const listed = known.get(name)
    known.set(name, {
      name,
      contextTokens: contextTokens ?? listed?.contextTokens ?? null,
      price: price ?? listed?.price ?? null,
    })
  }
  const chosenNames = typed.chosen ?? provider?.models.map((model) => model.name) ?? []
  const chosen = chosenNames.flatMap((name) => {
    const model = known.get(name) ?? typedModel(name)
    if (model !== null) known.set(name, model)
    return model === null ? [] : [model]
  })
  return { all: [...known.values()], chosen }
}

/** Models nobody has said a price of get that of the book, where it has exactly one and is sure of the model. */
export function withListedPrices(models: readonly OfferedModel[], listed: readonly ListedPrice[]): OfferedModel[] {
  return models.map((model) => {
    const [only, ...more] = listed.filter((each) => each.model === model.name)
    const takes = model.price === null && only !== undefined && only.certain && more.length === 0
    return takes ? { ...model, price: only.price } : model
  })
}

function typedModel(name: string): OfferedModel | null {
  const parsed = modelNameSchema.safeParse(name)
  return parsed.success ? { name: parsed.data, contextTokens: null, price: null } : null
}
