import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function runHandlers({
  runs,
  undo,
  publisher,
}: Services): Pick<Handlers, 'runs.stop' | 'runs.read' | 'runs.list' | 'runs.changes' | 'runs.undo'> {
  return {
    'runs.stop': async ({ runId }) => {
      await runs.stop(runId)
      return {}
    },
    'runs.read': ({ runId }) => ({
      ...runs.read(runId),
      segments: publisher.mirror().live[runId]?.segments ?? [],
    }),
    'runs.changes': ({ runId }) => ({ changes: undo.changes(runId) }),
    'runs.undo': async ({ runId }) => ({ changes: await undo.undo(runId) }),
    'runs.list': (page) => runs.list(page),
  }
}
