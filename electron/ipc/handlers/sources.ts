import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type SourceCommand = 'mail.save' | 'mail.remove' | 'mail.test' | 'webhooks.show' | 'firings.facts'

export function sourceHandlers({ mail, webhooks, facts }: Services): Pick<Handlers, SourceCommand> {
  return {
    'mail.save': async (draft) => ({ account: await mail.save(draft) }),
    'mail.remove': ({ accountId }) => {
      mail.remove(accountId)
      return {}
    },
    'mail.test': (draft) => mail.test(draft),
    'webhooks.show': ({ hookId, renew }) => webhooks.show(hookId, renew),
    'firings.facts': ({ firingId }) => ({ facts: facts.factsOf(firingId) }),
  }
}
