import { createHash } from 'node:crypto'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { type Approval, type ApprovalAnswer, plannedActLimit } from '../../../shared/model/approval.ts'
import {
  type AgentId,
  type ApprovalId,
  approvalIdSchema,
  instantSchema,
  type RunId,
  type StandingYesId,
  standingYesIdSchema,
  type StepId,
} from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { StandingYes } from '../../../shared/model/standing-yes.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { ApprovalRepository } from '../../storage/companion/approvals.ts'
import type { StandingYesRepository } from '../../storage/companion/standing-yeses.ts'
import { judgeAct } from './judge-act.ts'
import { checkEdited } from './check-edited.ts'

/** A question as it stands, and the act its owner agreed to: as it was shown, or as they changed it. */
export type Asked = { readonly approval: Approval; readonly act: PlannedAct | null }

export type ApprovalService = {
  /**
   * Stores what a run asks, once however often it comes to that place, and answers with the question as it stands. Whether an earlier
   * yes may answer it is judged by the plan of the run, never by what its process says.
   */
  ask(question: {
    run: Run
    /** As it was when the run was made. */
    agent: Agent
    stepId: StepId
    item: string
    message: string
    preview: string
    act: PlannedAct | null
  }): Asked
  /** Throws `approval.missing`. */
  read(id: ApprovalId): { approval: Approval; preview: string; act: PlannedAct | null }
  /**
   * Throws `approval.missing`, `approval.answered`, `approval.unseen` for agreeing to something else than was shown, and
   * `request.refused` for an act that was changed into another, or a yes for always where none can be given.
   */
  answer(
    id: ApprovalId,
    answer: {
      kind: 'approve' | 'always' | 'refuse'
      seen: string | null
      reason: string
      /** What is to be done instead of what was shown. */
      edited?: PlannedAct | null
    },
  ): void
  /** What the owner agreed to once and for all. */
  standing(agentId: AgentId): StandingYes[]
  revoke(id: StandingYesId): void
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
  yeses: StandingYesRepository
  clock: Clock
  publish: Publish
  newId: () => string
  /** A question has its answer, stored. */
  onAnswered: (approval: Approval) => void
}): ApprovalService {
  const { repository, yeses, clock, publish, newId, onAnswered } = dependencies
  let isStarted = false
  let cancelTimer: (() => void) | null = null

  const get = (id: ApprovalId): Approval => {
    const found = repository.find(id)
    if (found === null) throw new CodedError('approval.missing', {}, id)
    return found
  }
  const close = (open: Approval, kind: ApprovalAnswer['kind'], reason = '', edited: PlannedAct | null = null) => {
    const approval: Approval = { ...open, answer: { kind, at: clock.now(), reason, by: 'owner' } }
    if (!repository.answer(approval, edited)) throw new CodedError('approval.answered', {}, open.id)
    publish({ type: 'approval.saved', approval })
    if (kind !== 'withdrawn') onAnswered(approval)
  }
  const keepStanding = ({ agentId, standing }: Approval) => {
    if (standing === null) throw new CodedError('request.refused', {}, 'this is asked each time')
    yeses.add({ id: standingYesIdSchema.parse(newId()), agentId, covers: standing, givenAt: clock.now() })
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
    ask({ run, agent, stepId, item, message, preview, act }) {
      const now = clock.now()
      const shown = act === null ? preview : JSON.stringify(act)
      if (act !== null && shown.length > plannedActLimit) {
        throw new CodedError('request.refused', {}, 'what is to be done is longer than anybody can read')
      }
      const judged = judgeAct(act, stepId, agent, () => yeses.of(run.agentId))
      const approval: Approval = {
        id: approvalIdSchema.parse(newId()),
        runId: run.id,
        agentId: run.agentId,
        agentName: run.agentName,
        stepId,
        item,
        message,
        act: act?.kind ?? null,
        meets: judged.meets,
        standing: judged.standing,
        previewSha256: createHash('sha256').update(shown).digest('hex'),
        askedAt: now,
        deadline: instantSchema.parse(now + agent.supervision.approvalHours * hour),
        answer: judged.isAgreed ? { kind: 'approved', at: now, reason: '', by: 'standing' } : null,
      }
      const stored = repository.add(approval, { preview, act })
      const { shown: first, edited } = repository.actsOf(stored.id)
      const asked: Asked = { approval: stored, act: edited ?? first }
      if (stored.id !== approval.id || judged.isAgreed) return asked
      publish({ type: 'approval.saved', approval })
      look()
      return asked
    },
    read(id) {
      return { approval: get(id), preview: repository.previewOf(id) ?? '', act: repository.actsOf(id).shown }
    },
    answer(id, { kind, seen, reason, edited = null }) {
      const approval = get(id)
      if (approval.answer !== null) throw new CodedError('approval.answered', {}, id)
      // The answer may come in the moment the deadline passes: then nothing is done.
      if (approval.deadline <= clock.now()) {
        close(approval, 'expired')
        throw new CodedError('approval.expired', {}, id)
      }
      if (kind === 'refuse') {
        close(approval, 'refused', reason)
        look()
        return
      }
      if (seen !== approval.previewSha256) throw new CodedError('approval.unseen', {}, id)
      if (edited !== null) checkEdited(repository.actsOf(id).shown, edited)
      if (kind === 'always') keepStanding(approval)
      close(approval, 'approved', reason, edited)
      look()
    },
    standing: (agentId) => yeses.of(agentId),
    revoke: (id) => yeses.remove(id),
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
