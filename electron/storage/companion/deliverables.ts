import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { DeliverableId, RunId } from '../../../shared/model/brand.ts'
import { type Deliverable, deliverableSchema, type LeftOut } from '../../../shared/model/run.ts'
import { readOptionalRow, readRow } from '../read-rows.ts'

export type DeliverableRepository = {
  /** Keeps what a run made; named again, as by a resumed run, it takes the place of what was kept. False for an id of another run. */
  add(deliverable: Deliverable, preview: string | null): boolean
  find(deliverableId: DeliverableId): Deliverable | null
  /** Its Markdown for the page; null for a file that is text itself. */
  previewOf(deliverableId: DeliverableId): string | null
  /** Adds something a run could not use; false when it is known already. */
  leaveOut(runId: RunId, leftOut: LeftOut): boolean
}

/** What runs made and what they left out, as rows of `companion.db`. */
export function createDeliverableRepository(db: DatabaseSync): DeliverableRepository {
  const add = db.prepare(
    `INSERT INTO deliverables (id, run_id, body, preview) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body, preview = excluded.preview
     WHERE run_id = excluded.run_id`,
  )
  const one = db.prepare('SELECT body FROM deliverables WHERE id = ?')
  const preview = db.prepare('SELECT preview FROM deliverables WHERE id = ?')
  const leaveOut = db.prepare(
    'INSERT INTO left_out (run_id, item, code, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return {
    add: (deliverable, text) =>
      add.run(deliverable.id, deliverable.runId, JSON.stringify(deliverable), text).changes === 1,
    find(deliverableId) {
      const row = readOptionalRow(z.object({ body: z.string() }), one.get(deliverableId))
      return row === null ? null : readRow(deliverableSchema, JSON.parse(row.body))
    },
    previewOf: (deliverableId) =>
      readOptionalRow(z.object({ preview: z.string().nullable() }), preview.get(deliverableId))?.preview ?? null,
    leaveOut(runId, leftOut) {
      return leaveOut.run(runId, leftOut.item, leftOut.error.code, JSON.stringify(leftOut)).changes === 1
    },
  }
}
