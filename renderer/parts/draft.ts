import { type Agent, type AgentDraft, agentDraftSchema } from '../../shared/model/agent.ts'
import type { AgentId } from '../../shared/model/brand.ts'
import { type Step, stepSchema } from '../../shared/steps/step.ts'
import { useAgentEdit } from '../store/drafts.ts'
import { useMirror } from '../store/mirror.ts'

/** What the owner edits of an agent, without what belongs to main. */
export function draftOf(agent: Agent): AgentDraft {
  return agentDraftSchema.parse(agent)
}

/**
 * The draft with one field of one step changed. A yes to a command is to that very command: another one is asked about again. Throws
 * when the field or its value does not belong to the step.
 */
export function withField(draft: AgentDraft, stepId: Step['id'], field: string, value: unknown): AgentDraft {
  return {
    ...draft,
    steps: draft.steps.map((step) =>
      step.id === stepId ? stepSchema.parse({ ...step, ...askAgain(step, field), [field]: value }) : step,
    ),
  }
}

/** The agent as it is edited: its unsaved edit where there is one. Undefined when the agent is gone. */
export function useDraft(agentId: AgentId): { agent: Agent; draft: AgentDraft; edited: boolean } | undefined {
  const agent = useMirror((mirror) => mirror.agents[agentId])
  const edit = useAgentEdit(agentId)
  if (agent === undefined) return undefined
  return { agent, draft: edit?.draft ?? draftOf(agent), edited: edit !== undefined }
}

function askAgain(step: Step, field: string): { asks?: 'always' } {
  return step.kind === 'runProgram' && ['program', 'folder', 'from'].includes(field) ? { asks: 'always' } : {}
}
