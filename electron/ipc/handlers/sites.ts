import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function siteHandlers({ pages }: Services): Pick<Handlers, 'sites.signIn' | 'sites.signOut'> {
  return {
    'sites.signIn': async ({ agentId, address }) => {
      await pages.signIn(agentId, address)
      return {}
    },
    'sites.signOut': async ({ agentId }) => {
      await pages.signOut(agentId)
      return {}
    },
  }
}
