import type { AgentDraft } from '../../../shared/model/agent.ts'
import { checkTask, type TaskProblem } from '../../../shared/rules/task-check.ts'
import { agentsInOrder } from '../../store/selectors.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { knownColumns, type LastValues } from './steps/step-surroundings.ts'

/** What is missing or wrong in a task, with what the settings have now. */
export function useTaskProblems(draft: AgentDraft, lastValues: LastValues): readonly TaskProblem[] {
  const { mailAccounts, toolServers, robots } = useMirror((mirror) => mirror.settings)
  const agents = useMirrorMembers(agentsInOrder)
  return checkTask(
    draft,
    {
      mailAccounts: mailAccounts.map(({ id }) => id),
      servers: toolServers.map(({ id }) => id),
      robots: robots.map(({ id }) => id),
      agents: agents.map(({ id }) => id),
    },
    knownColumns(lastValues),
  )
}
