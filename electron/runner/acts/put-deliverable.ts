import { deliverableIdSchema } from '../../../shared/model/brand.ts'
import type { Deliverable } from '../../../shared/model/run.ts'
import type { Step } from '../../../shared/steps/step.ts'
import { dayOf } from '../report/report.ts'
import type { StepContext } from '../step-context.ts'
import { fileNameAt, fileStem } from '../tools/files/file-name.ts'
import { grantedFolder } from '../tools/files/granted-folder.ts'
import { putFile } from '../tools/files/put-file.ts'
import { sha256 } from '../tools/files/sha256.ts'

export type NewDeliverable = {
  readonly folder: string | null
  /** The file is named after it and the day of the run. */
  readonly title: string
  readonly format: Deliverable['format']
  readonly bytes: Uint8Array
  /** Markdown for the page; null for a file that is shown by itself or not at all. */
  readonly preview: string | null
}

/**
 * Puts one new file of a step into a granted folder, journaled before and after, and shows it to the owner. A resume that brings the
 * same bytes writes nothing twice; another file of that name is never touched.
 *
 * @returns its path
 * @throws CodedError when the folder may not or cannot be used, or the file cannot be written
 */
export async function putDeliverable(step: Step, file: NewDeliverable, context: StepContext): Promise<string> {
  const { order, disk, main, clock } = context
  const folder = await grantedFolder(file.folder, 'write', order.agent.grants, disk)
  const stem = fileStem(file.title, dayOf(order.createdAt, order.zone), file.format)
  context.signal.throwIfAborted()
  context.progress({ total: 1, item: fileNameAt(stem, file.format, 1) })
  const hash = sha256(file.bytes)
  const bytes = file.bytes.length
  const itemAt = (attempt: number): string => (attempt === 1 ? 'file' : `file-${attempt}`)
  return putFile(
    {
      folder,
      nameAt: (attempt) => fileNameAt(stem, file.format, attempt),
      bytes: file.bytes,
      mark: `${order.runId}/${step.id}`,
    },
    {
      begin: (attempt, place) =>
        main.call('act.begin', { stepId: step.id, item: itemAt(attempt), path: place, sha256: hash, bytes }),
      async end(attempt, place) {
        await main.call('deliverable.add', {
          id: deliverableIdSchema.parse(sha256(`${order.runId}/${step.id}`).slice(0, 32)),
          runId: order.runId,
          stepId: step.id,
          title: file.title.slice(0, 300),
          path: place,
          format: file.format,
          bytes,
          sha256: hash,
          createdAt: clock.now(),
          preview: file.preview,
        })
        await main.call('act.end', { stepId: step.id, item: itemAt(attempt) })
      },
    },
    disk,
  )
}
