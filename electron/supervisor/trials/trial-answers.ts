import { join, relative, sep } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { RunId, StepId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ShownResult } from '../../../shared/model/shown-result.ts'
import type { Checkpoint } from '../../runner/protocol.ts'
import { type KeptAnswerRepository, longestKeptAnswer } from '../../storage/companion/kept-answers.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { PageService } from '../pages/page-service.ts'
import { checkClipboard, checkPage, checkPrint, checkWay, mailOf, otherAgentOf } from '../runs/check-asked.ts'
import type { InnerSources } from '../runs/inner-sources.ts'
import type { OpenMail } from '../runs/run-dependencies.ts'
import type { RunnerAnswers } from '../runs/runner-process.ts'

/**
 * What main answers to a runner that only tries an agent. Nothing it says is stored but the answers of models, which the real run need
 * not pay for again; nothing outside of the trial's own folder is written, nothing is sent, and no program is run.
 */
export function createTrialAnswers(options: {
  trialId: RunId
  plan: RunPlan
  folder: string
  gateway: Pick<GatewayHost, 'doorOf' | 'usageOf'>
  answers: Pick<KeptAnswerRepository, 'take' | 'keep'>
  pages: Pick<PageService, 'wayTo' | 'render'>
  inner: InnerSources
  openMail: OpenMail
  clock: Clock
  onShown: (result: ShownResult, isPlan: boolean) => void
  onLeftOut: () => void
}): RunnerAnswers {
  const { trialId, plan, folder, gateway, answers, pages, inner, openMail, clock, onShown, onLeftOut } = options
  const { agent } = plan
  const checkpoints = new Map<string, Checkpoint>()
  const stepOf = (stepId: StepId) => {
    const step = agent.steps.find(({ id }) => id === stepId)
    if (step === undefined) throw new CodedError('request.refused', {}, `the trial has no step ${stepId}`)
    return step
  }
  const refuse = (what: string) => () =>
    Promise.reject(new CodedError('request.refused', {}, `a trial ${what} nothing`))
  return {
    'checkpoints.read': async ({ stepId }) => ({
      checkpoints: [...checkpoints.values()].filter((each) => each.stepId === stepId),
    }),
    async 'checkpoint.keep'(checkpoint) {
      checkpoints.set(`${checkpoint.stepId}/${checkpoint.item}`, checkpoint)
      return {}
    },
    async 'act.begin'({ path }) {
      const way = relative(folder, path)
      if (way === '' || way.startsWith('..') || way.includes(`..${sep}`)) {
        throw new CodedError('request.refused', {}, `a trial writes nothing at ${path}`)
      }
      return { path: join(folder, way), done: false }
    },
    'act.end': async () => ({}),
    'deliverable.add': async () => ({}),
    async 'leftOut.add'() {
      onLeftOut()
      return {}
    },
    'approval.ask': async () => ({ answer: 'refused', reason: '', act: null }),
    'spent.read': async () => ({ spent: (await gateway.usageOf(trialId)).spent }),
    async 'web.way'({ address }) {
      checkWay(agent.steps, address)
      return pages.wayTo(address)
    },
    async 'page.render'({ stepId, ...page }) {
      checkPage(stepOf(stepId), page)
      return pages.render({ ...page, runId: trialId, agentId: agent.id })
    },
    'tools.describe': async () => ({ tools: [] }),
    'tool.call': refuse('uses'),
    async 'mail.open'({ stepId }) {
      const { account, may } = mailOf(stepOf(stepId))
      if (may !== 'read') throw new CodedError('request.refused', {}, 'a trial writes no mail')
      const { address, reading } = await openMail(account)
      return { address, reading, sending: null }
    },
    'robot.describe': refuse('writes'),
    'robot.send': refuse('writes'),
    'owner.tell': refuse('tells'),
    async 'clipboard.read'({ stepId }) {
      checkClipboard(stepOf(stepId))
      return { text: await inner.clipboard() }
    },
    async 'document.print'({ stepId, html }) {
      checkPrint(stepOf(stepId))
      return { pdf: await inner.print(html) }
    },
    'result.find': async ({ stepId }) => inner.newestResult(otherAgentOf(stepOf(stepId))),
    async 'result.show'({ isPlan, ...result }) {
      onShown(result, isPlan)
      return {}
    },
    'answer.known': async ({ key }) => ({ text: answers.take(agent.id, trialId, key, clock.now())?.text ?? null }),
    async 'answer.keep'({ key, ...answer }) {
      if (answer.text.length <= longestKeptAnswer) answers.keep(agent.id, key, answer, clock.now())
      return {}
    },
    // Whatever is there is new to a trial, and stays new to the next run.
    'source.known': async () => ({ items: [] }),
    'source.keep': async () => ({}),
    'gateway.find': () => gateway.doorOf(trialId),
  }
}
