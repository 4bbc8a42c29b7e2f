import { CodedError } from '../../../shared/contract/errors.ts'
import type { RunId, StepId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import type { ActRepository } from '../../storage/companion/acts.ts'
import type { ApprovalRepository } from '../../storage/companion/approvals.ts'
import type { CheckpointRepository } from '../../storage/companion/checkpoints.ts'
import type { DeliverableRepository } from '../../storage/companion/deliverables.ts'
import { type KeptAnswerRepository, longestKeptAnswer } from '../../storage/companion/kept-answers.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import type { ShownResultRepository } from '../../storage/companion/shown-results.ts'
import type { SeenItemRepository } from '../../storage/companion/seen-items.ts'
import type { Flush } from '../../storage/flushed-writes.ts'
import { storageError } from '../../storage/storage-error.ts'
import type { GatewayDoor } from '../../runner/protocol.ts'
import type { PageService } from '../pages/page-service.ts'
import type { InnerSources } from './inner-sources.ts'
import type { RobotService } from '../robots/robot-service.ts'
import type { ToolServerService } from '../servers/tool-server-service.ts'
import type { Asked } from '../approvals/approval-service.ts'
import type { Step } from '../../../shared/steps/step.ts'
import { checkAct } from './check-act.ts'
import {
  checkClipboard,
  checkPrint,
  otherAgentOf,
  checkPage,
  checkShown,
  checkTell,
  checkWay,
  checkWrite,
  createAgreed,
  mailOf,
  robotOf,
} from './check-asked.ts'
import type { OpenMail } from './run-dependencies.ts'
import type { RunRecords } from './run-records.ts'
import type { RunnerAnswers } from './runner-process.ts'

/**
 * Puts a question to the owner and answers with the approval as it stands. While it is open, the process that asked is let go of:
 * the run goes on in a new one once there is an answer.
 */
export type AskOwner = (question: {
  stepId: StepId
  item: string
  message: string
  preview: string
  act: PlannedAct | null
}) => Asked

export type RunFacts = {
  readonly checkpoints: CheckpointRepository
  readonly acts: ActRepository
  readonly deliverables: DeliverableRepository
  readonly approvals: ApprovalRepository
  readonly seen: SeenItemRepository
  readonly answers: Pick<KeptAnswerRepository, 'take' | 'keep'>
  readonly shown: Pick<ShownResultRepository, 'keep'>
}

/**
 * What main answers to one run's runner. Every fact is on disk before it is acknowledged, and told twice it is stored once. What
 * cannot be stored ends the run: going on would mean to do it again.
 */
export function createRunnerAnswers(options: {
  runId: RunId
  plan: RunPlan
  facts: RunFacts
  records: RunRecords
  clock: Clock
  findGateway: () => Promise<GatewayDoor>
  flush: Flush
  askOwner: AskOwner
  tellOwner: (text: string) => void
  openMail: OpenMail
  pages: Pick<PageService, 'wayTo' | 'render'>
  toolServers: Pick<ToolServerService, 'describe' | 'call' | 'nameOf'>
  robots: Pick<RobotService, 'find' | 'send'>
  inner: InnerSources
  /** The run has got further. */
  onProgress: () => void
  onStorageFailed: (error: CodedError) => void
}): RunnerAnswers {
  const {
    runId,
    plan,
    facts,
    records,
    clock,
    findGateway,
    flush,
    askOwner,
    tellOwner,
    openMail,
    pages,
    toolServers,
    robots,
    inner,
  } = options
  const { onProgress, onStorageFailed } = options
  const steps = new Map(plan.agent.steps.map((step) => [step.id, step]))

  const kept = <Result>(what: string, work: () => Result): Result => {
    try {
      return work()
    } catch (thrown) {
      if (thrown instanceof CodedError && thrown.code === 'request.refused') throw thrown
      const error = storageError(thrown, what)
      onStorageFailed(error)
      throw error
    }
  }
  const stored = <Result>(what: string, work: () => Result): Result => kept(what, () => flush.commit(work))
  /** Nothing that was stored is acknowledged before; main does other work meanwhile. */
  const safe = async (what: string): Promise<void> => {
    try {
      await flush.onDisk()
    } catch (thrown) {
      const error = storageError(thrown, what)
      onStorageFailed(error)
      throw error
    }
  }
  const tickedBy = (stepId: StepId) =>
    plan.agent.steps.flatMap((step) => (step.id === stepId && step.kind === 'work' ? step.tools.servers : []))
  const agreed = createAgreed(plan.agent.steps)
  const ofThisRun = (stepId: StepId): Step => {
    const step = steps.get(stepId)
    if (step === undefined) throw new CodedError('request.refused', {}, `the run has no step ${stepId}`)
    return step
  }

  return {
    'checkpoints.read': async ({ stepId }) =>
      kept('reading checkpoints', () => ({ checkpoints: facts.checkpoints.of(runId, stepId) })),
    'checkpoint.keep': async (checkpoint) => {
      ofThisRun(checkpoint.stepId)
      if (stored('storing a checkpoint', () => facts.checkpoints.keep(runId, checkpoint))) onProgress()
      await safe('storing a checkpoint')
      return {}
    },
    'result.show': async (result) => {
      ofThisRun(result.stepId)
      stored('storing what is seen of a result', () => facts.shown.keep(runId, plan.agent.id, result, clock.now()))
      return {}
    },
    'act.begin': async (act) => {
      checkWrite(plan.agent.steps, ofThisRun(act.stepId), act)
      const known = stored('storing an intent', () => facts.acts.begin(runId, act, clock.now()))
      await safe('storing an intent')
      return known
    },
    'act.end': async (act) => {
      const known = stored('storing an act', () => facts.acts.end(runId, act, clock.now()))
      if (!known) throw new CodedError('request.refused', {}, `no act ${act.stepId} ${act.item} was begun`)
      onProgress()
      await safe('storing an act')
      return {}
    },
    'deliverable.add': async ({ preview, ...deliverable }) => {
      checkShown(ofThisRun(deliverable.stepId), deliverable.path)
      if (deliverable.runId !== runId) throw new CodedError('request.refused', {}, 'a deliverable of another run')
      const added = stored('storing a deliverable', () => facts.deliverables.add(deliverable, preview))
      if (!added) throw new CodedError('request.refused', {}, `the deliverable ${deliverable.id} is of another run`)
      records.showDeliverable(deliverable)
      await safe('storing a deliverable')
      return {}
    },
    'leftOut.add': async (leftOut) => {
      if (stored('storing what was left out', () => facts.deliverables.leaveOut(runId, leftOut))) {
        records.showLeftOut(runId, leftOut)
      }
      await safe('storing what was left out')
      return {}
    },
    'approval.ask': async (question) => {
      const step = ofThisRun(question.stepId)
      if (question.act !== null) checkAct(step, question.act, toolServers.nameOf)
      const { approval, act } = kept('storing a question', () => askOwner(question))
      const { answer } = approval
      const said = answer?.kind === 'approved' ? 'approved' : answer === null ? 'open' : 'refused'
      if (said === 'approved') agreed.note(act)
      return { answer: said, reason: answer?.reason ?? '', act: said === 'approved' ? act : null }
    },
    'spent.read': async () => ({ spent: records.find(runId)?.usage.spent ?? [] }),
    'web.way': async ({ address }) => {
      checkWay(plan.agent.steps, address)
      return pages.wayTo(address)
    },
    'page.render': async ({ stepId, ...page }) => {
      checkPage(ofThisRun(stepId), page)
      return pages.render({ ...page, runId, agentId: plan.agent.id })
    },
    'tools.describe': async ({ stepId }) => {
      ofThisRun(stepId)
      return { tools: await toolServers.describe(tickedBy(stepId)) }
    },
    'tool.call': async ({ stepId, server, tool, input }) => {
      // Whatever the model asked its runner for, only what the owner ticked for this very step is passed on.
      const isTicked = tickedBy(stepId).some((each) => each.server === server && each.tool === tool)
      if (!isTicked) throw new CodedError('request.refused', {}, `the step ${stepId} ticked no ${tool} of ${server}`)
      agreed.checkTool(ofThisRun(stepId), toolServers.nameOf(server), tool, input)
      return toolServers.call({ server, tool, input })
    },
    'mail.open': async ({ stepId }) => {
      const { account, may } = mailOf(ofThisRun(stepId))
      const { address, reading, sending } = await openMail(account)
      if (may !== 'send') return { address, reading, sending: null }
      const isAgreed = facts.approvals
        .ofStep(runId, stepId)
        .some(({ act, answer }) => act === 'mail' && answer?.kind === 'approved')
      return isAgreed ? { address, reading, sending } : { address, reading: null, sending: null }
    },
    'clipboard.read': async ({ stepId }) => {
      checkClipboard(ofThisRun(stepId))
      return { text: await inner.clipboard() }
    },
    'document.print': async ({ stepId, html }) => {
      checkPrint(ofThisRun(stepId))
      return { pdf: await inner.print(html) }
    },
    'result.find': async ({ stepId }) => inner.newestResult(otherAgentOf(ofThisRun(stepId))),
    'robot.describe': async ({ stepId }) => {
      const { name, kind } = robots.find(robotOf(ofThisRun(stepId)))
      return { name, kind }
    },
    'robot.send': async ({ stepId, text }) => {
      const step = ofThisRun(stepId)
      const robot = robotOf(step)
      agreed.checkMessage(robots.find(robot).name, text)
      await robots.send(robot, text)
      return {}
    },
    'owner.tell': async ({ stepId, text }) => {
      checkTell(ofThisRun(stepId))
      tellOwner(text)
      return {}
    },
    'answer.known': async ({ key }) => {
      if (plan.agent.asksAgain) return { text: null }
      const known = stored('reading an answer', () => facts.answers.take(plan.agent.id, runId, key, clock.now()))
      if (known?.isNew === true) records.noteReused(runId, known.tokens, plan.model.price ?? null)
      return { text: known?.text ?? null }
    },
    'answer.keep': async ({ key, ...answer }) => {
      if (answer.text.length > longestKeptAnswer) return {}
      stored('storing an answer', () => facts.answers.keep(plan.agent.id, key, answer, clock.now()))
      return {}
    },
    'source.known': async ({ source }) =>
      kept('reading what was seen', () => ({ items: facts.seen.of(plan.agent.id, source) })),
    'source.keep': async ({ source, items }) => {
      stored('storing what was seen', () => facts.seen.note(runId, plan.agent.id, source, items))
      await safe('storing what was seen')
      return {}
    },
    'gateway.find': findGateway,
  }
}
