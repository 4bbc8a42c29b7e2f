import { basename, extname } from 'node:path'
import { deliverableIdSchema } from '../../../shared/model/brand.ts'
import { deliverableSchema } from '../../../shared/model/run.ts'
import { openGranted } from '../tools/files/open-granted.ts'
import { sha256 } from '../tools/files/sha256.ts'
import type { WorkRoom } from './room.ts'

const mostFiles = 100

/** Reports the files the model made or changed, as they are in the end, so that the owner finds them on the run's page. */
export async function handOver(paths: readonly string[], { step, places, context }: WorkRoom): Promise<void> {
  const { order, main, clock } = context
  for (const path of paths.slice(0, mostFiles)) {
    const opened = await openGranted(path, 'read', places.grants).catch(() => null)
    // The model may have had a program remove it again.
    if (opened === null) continue
    try {
      const bytes = await opened.handle.readFile()
      await main.call('deliverable.add', {
        id: deliverableIdSchema.parse(sha256(`${order.runId}/${step.id}/${path}`).slice(0, 32)),
        runId: order.runId,
        stepId: step.id,
        title: basename(path).slice(0, 300),
        path,
        format: deliverableSchema.shape.format.catch('txt').parse(extname(path).slice(1).toLowerCase()),
        bytes: bytes.length,
        sha256: sha256(bytes),
        createdAt: clock.now(),
        preview: null,
      })
    } finally {
      await opened.handle.close()
    }
  }
}
