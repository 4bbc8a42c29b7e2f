import { CodedError } from '../../../shared/contract/errors.ts'
import type { AgentId, RunId } from '../../../shared/model/brand.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Run } from '../../../shared/model/run.ts'

/** What a run may read of this app and this computer besides files: the clipboard, and what other agents made. */
export type InnerSources = {
  /** Throws `clipboard.empty`, `clipboard.tooLong`. */
  clipboard(): Promise<string>
  /** A page of ours as a PDF, in base64. Throws `document.notPrinted`. */
  print(html: string): Promise<string>
  newestResult(agentId: AgentId): { agentName: string; runId: RunId | null; files: string[] }
}

const longestClipboard = 1_000_000
const looksBack = 50

export function createInnerSources(dependencies: {
  readClipboard: () => string | Promise<string>
  printPdf: (html: string) => Promise<Uint8Array>
  agents: { find(agentId: AgentId): Agent | null }
  list: (page: { before: null; agentId: AgentId; limit: number }) => { runs: readonly Run[] }
}): InnerSources {
  const { readClipboard, printPdf, agents, list } = dependencies
  /** One window at a time: a report takes a second, and windows take memory. */
  let before: Promise<unknown> = Promise.resolve()
  return {
    async clipboard() {
      const text = await readClipboard()
      if (text.trim() === '') throw new CodedError('clipboard.empty')
      if (text.length > longestClipboard) throw new CodedError('clipboard.tooLong')
      return text
    },
    print(html) {
      const printed = before.then(async () => {
        try {
          return Buffer.from(await printPdf(html)).toString('base64')
        } catch (thrown) {
          throw new CodedError('document.notPrinted', {}, String(thrown))
        }
      })
      before = printed.catch(() => undefined)
      return printed
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
