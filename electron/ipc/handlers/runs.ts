import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function runHandlers({ runs, publisher }: Services): Pick<Handlers, 'runs.stop' | 'runs.read' | 'runs.list'> {
  return {
    'runs.stop': async ({ runId }) => {
      await runs.stop(runId)
      return {}
    },
    'runs.read': ({ runId }) => ({
      ...runs.read(runId),
      segments: publisher.mirror().live[runId]?.segments ?? [],
    }),
    'runs.list': (page) => runs.list(page),
  }
}
