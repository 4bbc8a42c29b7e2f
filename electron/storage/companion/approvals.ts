import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Approval, approvalSchema } from '../../../shared/model/approval.ts'
import type { ApprovalId, RunId, StepId } from '../../../shared/model/brand.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'

export type ApprovalRepository = {
  /** Stores a question, unless its run asked the same before: then that one is answered, as it stands now. */
  add(approval: Approval, preview: string): Approval
  find(id: ApprovalId): Approval | null
  previewOf(id: ApprovalId): string | null
  /** Stores the answer; false when there was one already. */
  answer(approval: Approval): boolean
  /** Questions without an answer, the nearest deadline first. */
  open(): Approval[]
  ofStep(runId: RunId, stepId: StepId): Approval[]
  /** The question a run asked last. */
  newestOf(runId: RunId): Approval | null
}

const rowSchema = z.object({ body: z.string() })

/** Questions to the owner as rows of `companion.db`. */
export function createApprovalRepository(db: DatabaseSync): ApprovalRepository {
  const insert = db.prepare(
    `INSERT INTO approvals (id, run_id, step_id, item, body, preview, deadline) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id, step_id, item) DO NOTHING`,
  )
  const same = db.prepare('SELECT body FROM approvals WHERE run_id = ? AND step_id = ? AND item = ?')
  const one = db.prepare('SELECT body FROM approvals WHERE id = ?')
  const preview = db.prepare('SELECT preview FROM approvals WHERE id = ?')
  const update = db.prepare('UPDATE approvals SET body = ?, answered_at = ? WHERE id = ? AND answered_at IS NULL')
  const open = db.prepare('SELECT body FROM approvals WHERE answered_at IS NULL ORDER BY deadline, rowid')
  const ofStep = db.prepare('SELECT body FROM approvals WHERE run_id = ? AND step_id = ? ORDER BY rowid')
  const newest = db.prepare('SELECT body FROM approvals WHERE run_id = ? ORDER BY rowid DESC LIMIT 1')
  const optional = (row: unknown) => {
    const found = readOptionalRow(rowSchema, row)
    return found === null ? null : approvalOf(found)
  }
  return {
    add(approval, text) {
      const { id, runId, stepId, item, deadline } = approval
      insert.run(id, runId, stepId, item, JSON.stringify(approval), text, deadline)
      return approvalOf(readRow(rowSchema, same.get(runId, stepId, item)))
    },
    find: (id) => optional(one.get(id)),
    previewOf: (id) => readOptionalRow(z.object({ preview: z.string() }), preview.get(id))?.preview ?? null,
    answer: (approval) => update.run(JSON.stringify(approval), approval.answer?.at ?? null, approval.id).changes === 1,
    open: () => readRows(rowSchema, open.all()).map(approvalOf),
    ofStep: (runId, stepId) => readRows(rowSchema, ofStep.all(runId, stepId)).map(approvalOf),
    newestOf: (runId) => optional(newest.get(runId)),
  }
}

function approvalOf(row: { body: string }): Approval {
  return readRow(approvalSchema, JSON.parse(row.body))
}
