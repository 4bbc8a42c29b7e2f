import { z } from 'zod'
import { create } from 'zustand'
import { type AgentDraft, agentDraftSchema } from '../../shared/model/agent.ts'
import { type AgentId, type Instant, instantSchema } from '../../shared/model/brand.ts'
import { readKept, writeKept } from './kept.ts'

/** An agent's unsaved edits. A name may be empty while it is being typed, so it is checked only when saved. */
const editSchema = z.object({
  draft: agentDraftSchema.extend({ name: z.string().max(80) }),
  changedAt: instantSchema,
})
export type AgentEdit = z.infer<typeof editSchema>

const editsSchema = z.record(z.string(), editSchema)
const keptName = 'drafts'

/** Unsaved edits by agent. They outlive leaving the screen, the page and the app, so that no typing is lost. */
const draftsStore = create<{ edits: Record<string, AgentEdit> }>(() => ({
  edits: readKept(keptName, editsSchema) ?? {},
}))

/** The unsaved edit of an agent, if there is one. */
export function useAgentEdit(agentId: AgentId): AgentEdit | undefined {
  return draftsStore((state) => state.edits[agentId])
}

/** All unsaved edits at this moment, for code outside of drawing. */
export function readEdits(): Readonly<Record<string, AgentEdit>> {
  return draftsStore.getState().edits
}

/** Keeps an edit. */
export function keepEdit(agentId: AgentId, draft: AgentDraft, changedAt: Instant): void {
  put({ ...draftsStore.getState().edits, [agentId]: { draft, changedAt } })
}

/** Lets an edit go, because it was saved or is not wanted. */
export function dropEdit(agentId: AgentId): void {
  const { [agentId]: _gone, ...rest } = draftsStore.getState().edits
  put(rest)
}

function put(edits: Record<string, AgentEdit>): void {
  draftsStore.setState({ edits })
  writeKept(keptName, edits)
}
