import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId, Instant, RunId } from '../../../shared/model/brand.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import { unusualSpend } from '../../../shared/rules/alerts/unusual-spend.ts'
import type { UsedBudgets } from '../budgets/used-budgets.ts'
import type { RunService } from '../runs/run-service.ts'
import type { AlertDesk } from './alert-desk.ts'

export type SpendingWatch = {
  /** A live run has used that much, or one has ended. */
  lookAtRun(run: Run): void
  meter(runId: RunId, usage: UsageTotals): void
  lookAtBudgets(): void
}

/** How many earlier runs say what is usual. */
const runsCompared = 20
/** A run at work is looked at again when it has become this much dearer. */
const growth = 1.25

/** Tells of runs that cost far more than usual, while they are still at work, and of caps that are nearly or wholly used up. */
export function createSpendingWatch(from: {
  desk: Pick<AlertDesk, 'raise' | 'has'>
  runs: Pick<RunService, 'read' | 'list'>
  agents: () => readonly Agent[]
  settings: () => Pick<Settings, 'computerBudgets'>
  usedBudgets: UsedBudgets
}): SpendingWatch {
  const { desk, runs, agents, settings, usedBudgets } = from
  const looked = new Map<RunId, { micros: number; before: Run[] }>()

  const earlierOf = (agentId: AgentId, before: Instant): Run[] =>
    runs
      .list({ before, agentId, limit: runsCompared })
      .runs.filter(({ state, given }) => state.name === 'succeeded' && given === null)
  const judge = (run: Run, before: readonly Run[]) => {
    const found = unusualSpend(run, before)
    if (found === null) return
    const { id: runId, agentId, agentName } = run
    desk.raise(`spend:${runId}`, { kind: 'unusualSpend', agentId, agentName, runId, ...found })
  }
  const warn = (agent: Agent | null) => {
    const budgets = agent === null ? settings().computerBudgets : agent.budgets
    if (budgets.every(({ period }) => period === 'run')) return
    for (const { budget: id, limit, period, used, renewsAt } of usedBudgets(agent?.id ?? null)) {
      const warnAt = budgets.find((budget) => budget.id === id)?.warnAt
      if (used === null || warnAt === undefined) continue
      const percent = Math.floor(used.spentShare * 100)
      if (percent < Math.min(warnAt, 100)) continue
      const key = `budget:${agent?.id ?? 'computer'}:${id}:${renewsAt}`
      const about = {
        kind: 'budget' as const,
        agentId: agent?.id ?? null,
        agentName: agent?.name ?? null,
        period,
        limit,
      }
      desk.raise(percent >= 100 ? `${key}:over` : key, { ...about, percent })
    }
  }
  return {
    lookAtRun(run) {
      looked.delete(run.id)
      if (isPractice(run.model) || run.usage.spent.length === 0 || desk.has(`spend:${run.id}`)) return
      judge(run, earlierOf(run.agentId, run.createdAt))
    },
    meter(runId, usage) {
      const micros = Math.max(0, ...usage.spent.map((spent) => spent.micros))
      const last = looked.get(runId)
      if (micros === 0 || (last !== undefined && micros < last.micros * growth)) return
      const { run } = runs.read(runId)
      const before = last?.before ?? earlierOf(run.agentId, run.createdAt)
      looked.set(runId, { micros, before })
      if (!isPractice(run.model)) judge({ ...run, usage }, before)
    },
    lookAtBudgets() {
      warn(null)
      for (const agent of agents()) warn(agent)
    },
  }
}
