import { instantSchema } from '../../../shared/model/brand.ts'
import { type OwnModel, ownProviderId } from '../../../shared/model/own-model.ts'
import type { Model, Provider } from '../../../shared/model/provider.ts'
import { fitOf } from '../../../shared/rules/own-models/fit.ts'

const sinceEver = instantSchema.parse(0)

/** Own models as agents see them: a provider like any other, here and free. What the owner said of a model stays. */
export function ownProvider(
  models: readonly OwnModel[],
  from: { name: string; memoryBytes: number; before: Provider | null },
): Omit<Provider, 'keyStorage'> {
  const { name, memoryBytes, before } = from
  return {
    id: ownProviderId,
    dialect: 'own',
    region: null,
    name,
    baseUrl: null,
    models: models.map((model): Model => {
      const known = before?.models.find((each) => each.name === model.name)
      return {
        providerId: ownProviderId,
        name: model.name,
        contextTokens: fitOf(model, { memoryBytes }).contextTokens,
        price: known?.price ?? { kind: 'free', validFrom: sinceEver, source: 'own' },
        facts: known?.facts ?? {},
      }
    }),
    createdAt: before?.createdAt ?? sinceEver,
  }
}
