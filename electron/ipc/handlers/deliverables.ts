import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type DeliverableCommand = 'deliverables.open' | 'deliverables.preview'

export function deliverableHandlers({ deliverables, desktop, value }: Services): Pick<Handlers, DeliverableCommand> {
  return {
    'deliverables.open': async ({ deliverableId, how }) => {
      const { path, runId } = await deliverables.locate(deliverableId)
      if (how === 'showInFolder') desktop.showInFolder(path)
      else await desktop.openPath(path)
      value.mark(runId, { opened: true, read: true })
      return {}
    },
    'deliverables.preview': ({ deliverableId }) => deliverables.preview(deliverableId),
  }
}
