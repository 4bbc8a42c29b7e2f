import { useTranslation } from 'react-i18next'
import type { SchedulePreview } from '../../../shared/contract/commands/schedule.ts'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { TaskProblem } from '../../../shared/rules/task-check.ts'
import { Cost } from './cost.tsx'
import { KeepAwake } from './keep-awake.tsx'
import { Limits } from './limits.tsx'
import { May } from './may.tsx'
import { Missing } from './missing.tsx'
import { NextRuns } from './next-runs.tsx'
import { ToCheck } from './say/to-check.tsx'
import { StandingYeses } from './standing-yeses.tsx'

/** Beside the sentences: what is missing, when it will run, what it may spend, what it may and may not do. */
export function Truth({
  agentId,
  draft,
  problems,
  preview,
  shown,
  limit,
  onChange,
}: {
  agentId: AgentId
  draft: AgentDraft
  problems: readonly TaskProblem[]
  preview: SchedulePreview
  shown: boolean
  /** The cap that is open from the start. */
  limit: string | undefined
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  return (
    <aside className={shown ? 'truth scroll shown' : 'truth scroll'} id="truth" aria-label={t('agents.truth')}>
      <Missing problems={problems} />
      <ToCheck agentId={agentId} draft={draft} />
      <NextRuns draft={draft} preview={preview} />
      <Cost agentId={agentId} draft={draft} />
      <Limits agentId={agentId} draft={draft} openAt={limit} onChange={onChange} />
      <KeepAwake agentId={agentId} draft={draft} onChange={onChange} />
      <May draft={draft} />
      <StandingYeses agentId={agentId} />
    </aside>
  )
}
