import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function forecastHandlers({ forecasts }: Services): Pick<Handlers, 'agents.forecast' | 'agents.stopCounting'> {
  return {
    'agents.forecast': ({ agentId, draft, count }) => forecasts.ofAgent(agentId, draft, count),
    'agents.stopCounting': ({ agentId }) => {
      forecasts.stopCounting(agentId)
      return {}
    },
  }
}
