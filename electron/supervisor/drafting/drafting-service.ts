import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import { type AgentId, type RunId, runIdSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Proposal, WrittenPlan } from '../../../shared/model/plan.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { totalTokens } from '../../../shared/model/usage.ts'
import { assemblePlan } from '../../../shared/rules/plan/assemble-plan.ts'
import { describeKinds, describeSteps } from '../../../shared/rules/plan/describe-kinds.ts'
import { wallTimeOf } from '../../../shared/rules/price/window.ts'
import { answerPortCalls } from '../../ipc/port-calls.ts'
import { type PlanContract, planOperations } from '../../runner/planning/protocol.ts'
import { type RunnerOrder, runnerReportSchema } from '../../runner/protocol.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { RunServiceDependencies } from '../runs/run-dependencies.ts'

export type DraftingService = {
  /**
   * What an agent would become by an owner's wish. Nothing is changed. A wish for it that is still thought about ends first. Throws
   * `agent.missing`, `model.*`, `plan.unreadable`, `plan.stopped`, and what the model's service says.
   */
  say(agentId: AgentId, draft: AgentDraft, wish: string): Promise<Proposal>
  stop(agentId: AgentId): void
  close(): Promise<void>
}

/** A model that thinks for long is waited for; one that says nothing for ever is not. */
const patience = 300_000

/** Turns wishes into agents, each in a runner of its own that is gone afterwards. */
export function createDraftingService(
  dependencies: Pick<RunServiceDependencies, 'resolveModel' | 'modelsForPass' | 'mintToken' | 'newId'> & {
    agents: { find(agentId: AgentId): Agent | null }
    gateway: Pick<GatewayHost, 'admit' | 'doorOf' | 'stopRun'>
    processes: Pick<ProcessHost, 'start'>
    clock: Clock
    language: () => Language
  },
): DraftingService {
  const { agents, gateway, processes, clock, language, newId } = dependencies
  const live = new Map<AgentId, () => void>()

  const think = async (agent: Agent, wish: string, draftId: RunId): Promise<WrittenPlan> => {
    const model = dependencies.resolveModel(agent)
    // The practice model picks sentences; a plan of it would only look like one.
    if (model.practice) throw new CodedError('model.practiceCannot')
    const plan = { agent, model, language: language(), zone: clock.zone() }
    const door = await gateway.admit({
      runId: draftId,
      agentId: agent.id,
      kind: 'draft',
      token: dependencies.mintToken(),
      models: dependencies.modelsForPass(plan),
    })
    const process = processes.start('runner')
    const stopAnswering = answerPortCalls<PlanContract>(process.port, planOperations, {
      'gateway.find': () => gateway.doorOf(draftId),
    })
    const { promise, resolve, reject } = Promise.withResolvers<WrittenPlan>()
    live.set(agent.id, () => reject(new CodedError('plan.stopped')))
    const cancel = clock.after(patience, () => reject(new CodedError('plan.unreadable', {}, 'it took too long')))
    const stopListening = process.port.onMessage((message) => {
      const report = runnerReportSchema.safeParse(message)
      if (!report.success) return
      if (report.data.type === 'planned') resolve(report.data.plan)
      if (report.data.type === 'failed') {
        const { code, params, detail } = report.data.error
        reject(new CodedError(code, params, detail))
      }
    })
    void process.exited.then((code) => reject(new CodedError('run.runnerDied', {}, String(code))))
    const { t } = createTranslator(language())
    const order: RunnerOrder = {
      type: 'plan',
      order: {
        wish,
        kinds: describeKinds(t),
        steps: describeSteps(agent.steps),
        language: language(),
        model: model.reference,
        gateway: door,
      },
    }
    process.port.postMessage(order)
    try {
      return await promise
    } finally {
      cancel()
      stopAnswering()
      stopListening()
      live.delete(agent.id)
      await process.kill()
    }
  }

  return {
    async say(agentId, draft, wish) {
      const saved = agents.find(agentId)
      if (saved === null) throw new CodedError('agent.missing', {}, agentId)
      live.get(agentId)?.()
      const draftId = runIdSchema.parse(`draft-${newId()}`)
      try {
        const plan = await think({ ...saved, ...draft, name: draft.name || saved.name }, wish, draftId)
        const { tokens, spent } = await gateway.stopRun(draftId)
        const { date, minutes } = wallTimeOf(clock.now(), clock.zone())
        const clockNow = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
        const proposal = assemblePlan(plan, { wish, draft, newId, zone: clock.zone(), startsAt: `${date}T${clockNow}` })
        return { ...proposal, tokens: totalTokens(tokens), spent }
      } catch (thrown) {
        // What was used is on the ledger, whatever became of it.
        await gateway.stopRun(draftId).catch(() => undefined)
        throw thrown
      }
    },
    stop: (agentId) => live.get(agentId)?.(),
    async close() {
      for (const end of live.values()) end()
    },
  }
}
