import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Approval, approvalSchema } from '../../../shared/model/approval.ts'
import type { ApprovalId, RunId, StepId } from '../../../shared/model/brand.ts'
import { type PlannedAct, plannedActSchema } from '../../../shared/model/planned-act.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'

export type ApprovalRepository = {
  /** Stores a question, unless its run asked the same before: then that one is answered, as it stands now. */
  add(approval: Approval, shown: { preview: string; act: PlannedAct | null }): Approval
  find(id: ApprovalId): Approval | null
  previewOf(id: ApprovalId): string | null
  /** What it asks about, and what its owner made of that. */
  actsOf(id: ApprovalId): { shown: PlannedAct | null; edited: PlannedAct | null }
  /** Stores the answer, with what the owner made of the act; false when there was one already. */
  answer(approval: Approval, edited: PlannedAct | null): boolean
  /** Questions without an answer, the nearest deadline first. */
  open(): Approval[]
  ofStep(runId: RunId, stepId: StepId): Approval[]
  /** The question a run asked last. */
  newestOf(runId: RunId): Approval | null
}

const rowSchema = z.object({ body: z.string() })
const actsSchema = z.object({ act: z.string().nullable(), edited: z.string().nullable() })

/** Questions to the owner as rows of `companion.db`. */
export function createApprovalRepository(db: DatabaseSync): ApprovalRepository {
  const insert = db.prepare(
    `INSERT INTO approvals (id, run_id, step_id, item, body, preview, deadline, answered_at, act)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id, step_id, item) DO NOTHING`,
  )
  const same = db.prepare('SELECT body FROM approvals WHERE run_id = ? AND step_id = ? AND item = ?')
  const one = db.prepare('SELECT body FROM approvals WHERE id = ?')
  const preview = db.prepare('SELECT preview FROM approvals WHERE id = ?')
  const acts = db.prepare('SELECT act, edited FROM approvals WHERE id = ?')
  const update = db.prepare(
    'UPDATE approvals SET body = ?, answered_at = ?, edited = ? WHERE id = ? AND answered_at IS NULL',
  )
  const open = db.prepare('SELECT body FROM approvals WHERE answered_at IS NULL ORDER BY deadline, rowid')
  const ofStep = db.prepare('SELECT body FROM approvals WHERE run_id = ? AND step_id = ? ORDER BY rowid')
  const newest = db.prepare('SELECT body FROM approvals WHERE run_id = ? ORDER BY rowid DESC LIMIT 1')
  const optional = (row: unknown) => {
    const found = readOptionalRow(rowSchema, row)
    return found === null ? null : approvalOf(found)
  }
  return {
    add(approval, { preview: text, act }) {
      const { id, runId, stepId, item, deadline, answer } = approval
      const body = JSON.stringify(approval)
      insert.run(id, runId, stepId, item, body, text, deadline, answer?.at ?? null, asJson(act))
      return approvalOf(readRow(rowSchema, same.get(runId, stepId, item)))
    },
    find: (id) => optional(one.get(id)),
    previewOf: (id) => readOptionalRow(z.object({ preview: z.string() }), preview.get(id))?.preview ?? null,
    actsOf(id) {
      const row = readOptionalRow(actsSchema, acts.get(id))
      return { shown: actOf(row?.act ?? null), edited: actOf(row?.edited ?? null) }
    },
    answer(approval, edited) {
      const { id, answer } = approval
      return update.run(JSON.stringify(approval), answer?.at ?? null, asJson(edited), id).changes === 1
    },
    open: () => readRows(rowSchema, open.all()).map(approvalOf),
    ofStep: (runId, stepId) => readRows(rowSchema, ofStep.all(runId, stepId)).map(approvalOf),
    newestOf: (runId) => optional(newest.get(runId)),
  }
}

function approvalOf(row: { body: string }): Approval {
  return readRow(approvalSchema, JSON.parse(row.body))
}

function asJson(act: PlannedAct | null): string | null {
  return act === null ? null : JSON.stringify(act)
}

function actOf(text: string | null): PlannedAct | null {
  return text === null ? null : readRow(plannedActSchema, JSON.parse(text))
}
