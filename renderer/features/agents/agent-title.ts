import type { Mirror } from '../../../shared/contract/mirror.ts'

/** The sentence over the list of agents: how many work by themselves. */
export function agentTitle(mirror: Mirror): { key: string; count: number } {
  const agents = Object.values(mirror.agents)
  const byThemselves = agents.filter((agent) => agent.enabled && agent.triggers.length > 0).length
  if (agents.length === 0) return { key: 'agents.title.none', count: 0 }
  if (mirror.settings.paused) return { key: 'agents.title.paused', count: byThemselves }
  if (byThemselves === 0) return { key: 'agents.title.byHand', count: agents.length }
  return { key: 'agents.title.running', count: byThemselves }
}
