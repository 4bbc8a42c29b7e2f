import type { AgentId, RunId } from '../../model/brand.ts'
import type { Used } from './amounts.ts'
import { type DayRange, daysOf } from './period.ts'

/** What was used on one day (of the PC's zone at the event), in one currency or in none. */
export type DayUse = Used & { day: string }

/** What the books hold: everything recorded before, and nothing that is only held. */
export type Books = {
  ofRun(runId: RunId): readonly Used[]
  /** Of one agent, or of all (null). */
  ofDays(agentId: AgentId | null, range: DayRange): readonly DayUse[]
}

/** What was used so far, by run, by agent and by day. Read from the books once, and kept from then on. */
export type Spending = {
  ofRun(runId: RunId): readonly Used[]
  ofDays(agentId: AgentId | null, range: DayRange): readonly DayUse[]
  /** To be called before the books hear of it, so that nothing is counted twice. */
  add(call: { runId: RunId; agentId: AgentId }, use: DayUse): void
  forgetRun(runId: RunId): void
}

export function createSpending(books: Books): Spending {
  const runs = new Map<RunId, Used[]>()
  const agents = new Map<AgentId | null, Map<string, DayUse[]>>()

  const runUse = (runId: RunId): Used[] => {
    const kept = runs.get(runId) ?? summed(books.ofRun(runId))
    runs.set(runId, kept)
    return kept
  }
  const daysUse = (agentId: AgentId | null, range: DayRange): DayUse[] => {
    const days = agents.get(agentId) ?? new Map<string, DayUse[]>()
    agents.set(agentId, days)
    const wanted = daysOf(range)
    const missing = wanted.filter((day) => !days.has(day))
    if (missing.length > 0) {
      const read = books.ofDays(agentId, range)
      for (const day of missing) days.set(day, summed(read.filter((use) => use.day === day)))
    }
    return wanted.flatMap((day) => days.get(day) ?? [])
  }

  return {
    ofRun: runUse,
    ofDays: daysUse,
    add({ runId, agentId }, use) {
      runs.set(runId, summed([...runUse(runId), use]))
      for (const key of [agentId, null]) {
        const today = daysUse(key, { from: use.day, to: use.day })
        agents.get(key)?.set(use.day, summed([...today, use]))
      }
    },
    forgetRun: (runId) => void runs.delete(runId),
  }
}

/** One entry for each currency, exactly. */
function summed<Use extends Used>(uses: readonly Use[]): Use[] {
  const sums = new Map<string, Use>()
  for (const use of uses) {
    const key = use.money?.currency ?? ''
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, use)
    else {
      const money = use.money && sum.money && { ...use.money, pico: use.money.pico + sum.money.pico }
      sums.set(key, { ...sum, tokens: sum.tokens + use.tokens, money })
    }
  }
  return [...sums.values()]
}
