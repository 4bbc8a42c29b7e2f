import type { AgentDraft } from '../../../shared/model/agent.ts'
import { checkTask, type TaskProblem } from '../../../shared/rules/task-check.ts'
import { useMirror } from '../../store/mirror.ts'
import { knownColumns, type LastValues } from './steps/step-surroundings.ts'

/** What is missing or wrong in a task, with what the settings have now. */
export function useTaskProblems(draft: AgentDraft, lastValues: LastValues): readonly TaskProblem[] {
  const { mailAccounts, toolServers, robots } = useMirror((mirror) => mirror.settings)
  return checkTask(
    draft,
    {
      mailAccounts: mailAccounts.map(({ id }) => id),
      servers: toolServers.map(({ id }) => id),
      robots: robots.map(({ id }) => id),
    },
    knownColumns(lastValues),
  )
}
