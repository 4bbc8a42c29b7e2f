import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type ProviderCommand =
  | 'providers.save'
  | 'providers.remove'
  | 'providers.test'
  | 'providers.discover'
  | 'providers.balance'
  | 'providers.reconcile'
  | 'providers.compareAnew'
  | 'prices.lookup'
  | 'models.save'

export function providerHandlers({ providers, reconciler }: Services): Pick<Handlers, ProviderCommand> {
  return {
    'providers.save': async (draft) => ({ provider: await providers.save(draft) }),
    'providers.remove': async ({ providerId }) => {
      await providers.remove(providerId)
      return {}
    },
    'providers.test': ({ draft, model }) => providers.test(draft, model),
    'providers.discover': async () => ({ servers: await providers.discover() }),
    'providers.balance': async ({ providerId }) => ({ balances: await providers.balance(providerId) }),
    'providers.reconcile': ({ providerId }) => ({ comparisons: reconciler.compare(providerId) }),
    'providers.compareAnew': async ({ providerId }) => {
      await reconciler.beginAnew(providerId)
      return {}
    },
    'prices.lookup': async (question) => ({ prices: await providers.lookUpPrices(question) }),
    'models.save': async ({ providerId, models }) => ({ provider: await providers.saveModels(providerId, models) }),
  }
}
