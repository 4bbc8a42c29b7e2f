import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function runHandlers({
  runs,
  undo,
  value,
  results,
  publisher,
}: Services): Pick<
  Handlers,
  | 'runs.stop'
  | 'runs.startNow'
  | 'runs.read'
  | 'runs.list'
  | 'runs.changes'
  | 'runs.undo'
  | 'runs.results'
  | 'agents.lastValues'
> {
  return {
    'runs.stop': async ({ runId }) => {
      await runs.stop(runId)
      return {}
    },
    'runs.startNow': ({ runId }) => {
      runs.startNow(runId)
      return {}
    },
    'runs.read': ({ runId }) => ({
      ...runs.read(runId),
      segments: publisher.mirror().live[runId]?.segments ?? [],
    }),
    'runs.changes': ({ runId }) => ({ changes: undo.changes(runId) }),
    'runs.undo': async ({ runId }) => {
      const changes = await undo.undo(runId)
      if (changes.some(({ undone }) => undone?.kind === 'done')) value.mark(runId, { undone: true })
      return { changes }
    },
    'runs.results': ({ runId }) => ({ results: results.ofRun(runId) }),
    'agents.lastValues': ({ agentId }) => ({ results: results.newestOf(agentId) }),
    'runs.list': (page) => runs.list(page),
  }
}
