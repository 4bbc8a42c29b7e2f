import { instantSchema } from '../../../shared/model/brand.ts'
import { type Provider, practiceModelName, practiceProviderId } from '../../../shared/model/provider.ts'

const sinceEver = instantSchema.parse(0)

/** The provider of the built-in practice model: always there, without address or key, free as a fact. */
export function practiceProvider(name: string): Provider {
  return {
    id: practiceProviderId,
    dialect: 'practice',
    region: null,
    name,
    baseUrl: null,
    keyStorage: 'none',
    models: [
      {
        providerId: practiceProviderId,
        name: practiceModelName,
        contextTokens: 16_000,
        price: { kind: 'free', validFrom: sinceEver, source: 'built in' },
        facts: {},
      },
    ],
    createdAt: sinceEver,
  }
}
