import { basename } from 'node:path'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

type DeliverableCommand = 'deliverables.open' | 'deliverables.share' | 'deliverables.preview'

export function deliverableHandlers({ deliverables, desktop, value }: Services): Pick<Handlers, DeliverableCommand> {
  return {
    'deliverables.open': async ({ deliverableId, how }) => {
      const { path, runId } = await deliverables.locate(deliverableId)
      if (how === 'showInFolder') desktop.showInFolder(path)
      else await desktop.openPath(path)
      value.mark(runId, { opened: true, read: true })
      return {}
    },
    'deliverables.share': async ({ deliverableId, how }) => {
      const { path, runId } = await deliverables.locate(deliverableId)
      if (how === 'copyText') {
        await desktop.copyText((await deliverables.preview(deliverableId)).markdown)
      } else {
        const target = await desktop.pickCopy(basename(path))
        if (target === null) return { done: false }
        await deliverables.copy(deliverableId, target)
      }
      value.mark(runId, { opened: true, read: true })
      return { done: true }
    },
    'deliverables.preview': ({ deliverableId }) => deliverables.preview(deliverableId),
  }
}
