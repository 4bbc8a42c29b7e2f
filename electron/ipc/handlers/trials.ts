import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function trialHandlers({
  trials,
  comparisons,
  drafting,
}: Services): Pick<
  Handlers,
  'agents.say' | 'agents.stopSaying' | 'trials.start' | 'trials.stop' | 'comparisons.start' | 'comparisons.stop'
> {
  return {
    'agents.say': ({ agentId, draft, wish }) => drafting.say(agentId, draft, wish),
    'agents.stopSaying': ({ agentId }) => {
      drafting.stop(agentId)
      return {}
    },
    'trials.start': async ({ agentId, draft }) => {
      await trials.start(agentId, draft)
      return {}
    },
    'trials.stop': async ({ agentId }) => {
      await trials.stop(agentId)
      return {}
    },
    'comparisons.start': async ({ agentId, draft, others, blind }) => {
      await comparisons.start(agentId, draft, others, blind)
      return {}
    },
    'comparisons.stop': async ({ agentId }) => {
      await comparisons.stop(agentId)
      return {}
    },
  }
}
