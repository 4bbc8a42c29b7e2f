import { create } from 'zustand'
import type { AgentDraft } from '../../shared/model/agent.ts'
import type { AgentId, Instant } from '../../shared/model/brand.ts'
import { keepEdit } from './drafts.ts'

type History = {
  readonly past: readonly AgentDraft[]
  readonly future: readonly AgentDraft[]
  readonly changedAt: number
}

/** Letters typed one after the other are one change. */
const oneChangeWithin = 800

const historyStore = create<Readonly<Record<string, History>>>(() => ({}))

/** Keeps an edit, so that it can be undone without limit for as long as the window lives. */
export function changeDraft(agentId: AgentId, before: AgentDraft, next: AgentDraft, at: Instant): void {
  const { past, changedAt } = historyOf(agentId)
  const isTyping = past.length > 0 && at - changedAt < oneChangeWithin && differOnlyInName(before, next)
  put(agentId, { past: isTyping ? past : [...past, before], future: [], changedAt: at })
  keepEdit(agentId, next, at)
}

/** Takes the last change back. */
export function undoEdit(agentId: AgentId, current: AgentDraft, at: Instant): void {
  const { past, future } = historyOf(agentId)
  const last = past.at(-1)
  if (last === undefined) return
  put(agentId, { past: past.slice(0, -1), future: [current, ...future], changedAt: 0 })
  keepEdit(agentId, last, at)
}

/** Makes the change again that was taken back last. */
export function redoEdit(agentId: AgentId, current: AgentDraft, at: Instant): void {
  const { past, future } = historyOf(agentId)
  const [next, ...rest] = future
  if (next === undefined) return
  put(agentId, { past: [...past, current], future: rest, changedAt: 0 })
  keepEdit(agentId, next, at)
}

/** Whether there is something to take back, or to make again. */
export function useEditHistory(agentId: AgentId): { canUndo: boolean; canRedo: boolean } {
  const canUndo = historyStore((histories) => (histories[agentId]?.past.length ?? 0) > 0)
  const canRedo = historyStore((histories) => (histories[agentId]?.future.length ?? 0) > 0)
  return { canUndo, canRedo }
}

function historyOf(agentId: AgentId): History {
  return historyStore.getState()[agentId] ?? { past: [], future: [], changedAt: 0 }
}

function put(agentId: AgentId, history: History): void {
  historyStore.setState({ [agentId]: history })
}

function differOnlyInName(before: AgentDraft, next: AgentDraft): boolean {
  return before.name !== next.name && JSON.stringify({ ...before, name: '' }) === JSON.stringify({ ...next, name: '' })
}
