import { createHash } from 'node:crypto'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Approval, ApprovalAnswer } from '../../../shared/model/approval.ts'
import {
  type ApprovalId,
  approvalIdSchema,
  instantSchema,
  type RunId,
  type StepId,
} from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { Supervision } from '../../../shared/model/supervision.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { ApprovalRepository } from '../../storage/companion/approvals.ts'

export type ApprovalService = {
  /** Stores what a run asks, once however often it comes to that place, and answers with the question as it stands. */
  ask(question: {
    run: Run
    supervision: Supervision
    stepId: StepId
    item: string
    message: string
    preview: string
  }): Approval
  /** Throws `approval.missing`. */
  read(id: ApprovalId): { approval: Approval; preview: string }
  /** Throws `approval.missing`, `approval.answered`, and `approval.unseen` for agreeing to something else than was shown. */
  answer(id: ApprovalId, answer: { kind: 'approve' | 'refuse'; seen: string | null; reason: string }): void
  /** Its run has ended: nobody needs to answer any more. */
  withdraw(runId: RunId): void
  /** Says which questions are open, lets those go whose deadline has passed, and watches the others. */
  start(): void
  /** The PC woke up, or its clock was set. */
  wake(): void
  stop(): void
}

/** No wait is longer: timers stand still while the PC sleeps, and the clock may be set at any time. */
const longestHop = 30_000
const hour = 3_600_000

/** Questions to the owner. The rows are the truth; without an answer by its deadline a question counts as refused. */
export function createApprovalService(dependencies: {
  repository: ApprovalRepository
  clock: Clock
  publish: Publish
  newId: () => string
  /** A question has its answer, stored. */
  onAnswered: (approval: Approval) => void
}): ApprovalService {
  const { repository, clock, publish, newId, onAnswered } = dependencies
  let isStarted = false
  let cancelTimer: (() => void) | null = null

  const get = (id: ApprovalId): Approval => {
    const found = repository.find(id)
    if (found === null) throw new CodedError('approval.missing', {}, id)
    return found
  }
  const close = (open: Approval, kind: ApprovalAnswer['kind'], reason = '') => {
    const approval: Approval = { ...open, answer: { kind, at: clock.now(), reason } }
    if (!repository.answer(approval)) throw new CodedError('approval.answered', {}, open.id)
    publish({ type: 'approval.saved', approval })
    if (kind !== 'withdrawn') onAnswered(approval)
  }
  const expire = (open: readonly Approval[]) => {
    for (const approval of open) {
      try {
        if (approval.deadline <= clock.now()) close(approval, 'expired')
      } catch (thrown) {
        // Stays open, and is let go of at the next look; nothing is done meanwhile.
        publish({ type: 'notice', error: toAppError(thrown) })
      }
    }
  }
  const look = () => {
    cancelTimer?.()
    cancelTimer = null
    if (!isStarted) return
    expire(repository.open())
    const next = repository.open()[0]
    if (next === undefined) return
    const left = Math.max(1_000, next.deadline - clock.now())
    cancelTimer = clock.after(Math.min(longestHop, left), look)
  }

  return {
    ask({ run, supervision, stepId, item, message, preview }) {
      const now = clock.now()
      const approval: Approval = {
        id: approvalIdSchema.parse(newId()),
        runId: run.id,
        agentId: run.agentId,
        agentName: run.agentName,
        stepId,
        item,
        message,
        previewSha256: createHash('sha256').update(preview).digest('hex'),
        askedAt: now,
        deadline: instantSchema.parse(now + supervision.approvalHours * hour),
        answer: null,
      }
      const stored = repository.add(approval, preview)
      if (stored.id !== approval.id) return stored
      publish({ type: 'approval.saved', approval })
      look()
      return stored
    },
    read(id) {
      return { approval: get(id), preview: repository.previewOf(id) ?? '' }
    },
    answer(id, { kind, seen, reason }) {
      const approval = get(id)
      if (approval.answer !== null) throw new CodedError('approval.answered', {}, id)
      // The answer may come in the moment the deadline passes: then nothing is done.
      if (approval.deadline <= clock.now()) {
        close(approval, 'expired')
        throw new CodedError('approval.expired', {}, id)
      }
      if (kind === 'approve' && seen !== approval.previewSha256) throw new CodedError('approval.unseen', {}, id)
      close(approval, kind === 'approve' ? 'approved' : 'refused', reason)
      look()
    },
    withdraw(runId) {
      const open = repository.newestOf(runId)
      if (open !== null && open.answer === null) close(open, 'withdrawn')
    },
    start() {
      isStarted = true
      for (const approval of repository.open()) publish({ type: 'approval.saved', approval })
      look()
    },
    wake: look,
    stop() {
      isStarted = false
      cancelTimer?.()
      cancelTimer = null
    },
  }
}
