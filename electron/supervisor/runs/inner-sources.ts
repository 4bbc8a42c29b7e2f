import { CodedError } from '../../../shared/contract/errors.ts'
import type { AgentId, RunId } from '../../../shared/model/brand.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Run } from '../../../shared/model/run.ts'

/** What a run may read of this app and this computer besides files: the clipboard, and what other agents made. */
export type InnerSources = {
  /** Throws `clipboard.empty`, `clipboard.tooLong`. */
  clipboard(): Promise<string>
  newestResult(agentId: AgentId): { agentName: string; runId: RunId | null; files: string[] }
}

const longestClipboard = 1_000_000
const looksBack = 50

export function createInnerSources(dependencies: {
  readClipboard: () => string | Promise<string>
  agents: { find(agentId: AgentId): Agent | null }
  list: (page: { before: null; agentId: AgentId; limit: number }) => { runs: readonly Run[] }
}): InnerSources {
  const { readClipboard, agents, list } = dependencies
  return {
    async clipboard() {
      const text = await readClipboard()
      if (text.trim() === '') throw new CodedError('clipboard.empty')
      if (text.length > longestClipboard) throw new CodedError('clipboard.tooLong')
      return text
    },
    newestResult(agentId) {
      const agent = agents.find(agentId)
      const { runs } = list({ before: null, agentId, limit: looksBack })
      const found = runs.find(
        ({ state, deliverables }) => state.name === 'succeeded' && deliverables.some(({ path }) => path !== ''),
      )
      const files = found?.deliverables.flatMap(({ path }) => (path === '' ? [] : [path])) ?? []
      return {
        agentName: agent?.name ?? found?.agentName ?? '',
        runId: found?.id ?? null,
        files: [...new Set(files)],
      }
    },
  }
}
