import { z } from 'zod'
import { create } from 'zustand'
import type { AgentId } from '../../shared/model/brand.ts'
import { type Doubt, doubtSchema, longestWish } from '../../shared/model/plan.ts'
import { readKept, writeKept } from './kept.ts'

const keptSchema = z.object({
  /** What was typed and not yet applied. */
  wishes: z.record(z.string(), z.string().max(longestWish)),
  /** Choices of a plan its owner has not looked at. */
  doubts: z.record(z.string(), z.array(doubtSchema)),
})
type Kept = z.infer<typeof keptSchema>
const keptName = 'wishes'

/** What owners said of their agents, and what wants a look since. Typing is never lost. */
const wishesStore = create<Kept>(() => readKept(keptName, keptSchema) ?? { wishes: {}, doubts: {} })

const noDoubts: readonly Doubt[] = []
/** Agents whose wish was written elsewhere and is to be thought about as soon as the agent is shown. */
const begun = new Set<AgentId>()

/** What is typed for an agent. */
export function useWish(agentId: AgentId): string {
  return wishesStore((state) => state.wishes[agentId] ?? '')
}

export function keepWish(agentId: AgentId, wish: string): void {
  const { [agentId]: _old, ...others } = wishesStore.getState().wishes
  put({ wishes: wish === '' ? others : { ...others, [agentId]: wish } })
}

/** Keeps a wish that is to be thought about where the agent is shown next. */
export function beginWish(agentId: AgentId, wish: string): void {
  keepWish(agentId, wish)
  begun.add(agentId)
}

/** True once for a wish that was begun elsewhere. */
export function takeBegun(agentId: AgentId): boolean {
  return begun.delete(agentId)
}

/** What of an agent is to be checked. */
export function useDoubts(agentId: AgentId): readonly Doubt[] {
  return wishesStore((state) => state.doubts[agentId] ?? noDoubts)
}

export function keepDoubts(agentId: AgentId, doubts: readonly Doubt[]): void {
  const { [agentId]: _old, ...others } = wishesStore.getState().doubts
  put({ doubts: doubts.length === 0 ? others : { ...others, [agentId]: [...doubts] } })
}

/** Its owner has looked at a choice. */
export function settleDoubt(agentId: AgentId, stepId: string, field: string): void {
  const doubts = wishesStore.getState().doubts[agentId] ?? []
  const left = doubts.filter((doubt) => doubt.stepId !== stepId || doubt.field !== field)
  if (left.length < doubts.length) keepDoubts(agentId, left)
}

function put(changes: Partial<Kept>): void {
  wishesStore.setState(changes)
  writeKept(keptName, wishesStore.getState())
}
