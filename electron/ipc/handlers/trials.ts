import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function trialHandlers({ trials }: Services): Pick<Handlers, 'trials.start' | 'trials.stop'> {
  return {
    'trials.start': async ({ agentId, draft }) => {
      await trials.start(agentId, draft)
      return {}
    },
    'trials.stop': async ({ agentId }) => {
      await trials.stop(agentId)
      return {}
    },
  }
}
