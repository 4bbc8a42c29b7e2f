import { useTranslation } from 'react-i18next'
import type { SchedulePreview } from '../../../shared/contract/commands/schedule.ts'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { TaskProblem } from '../../../shared/rules/task-check.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMoment } from '../../store/moment.ts'
import { Lamp } from '../../ui/lamp.tsx'

/** In a small window the panel folds to one line: what is missing, when it runs next, and all of it on demand. */
export function TruthFold({
  draft,
  problems,
  preview,
  shown,
  onToggle,
}: {
  draft: AgentDraft
  problems: readonly TaskProblem[]
  preview: SchedulePreview
  shown: boolean
  onToggle: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const count = problems.filter(({ isDoubt }) => !isDoubt).length
  const [next] = preview.times
  return (
    <div className="foldbar">
      <Lamp name={count > 0 ? 'waiting' : 'done'} />
      <b className="strong text-ink">{count > 0 ? t('agents.missing.count', { count }) : t('agents.missing.none')}</b>
      {next !== undefined && draft.enabled && (
        <span className="num">{t('agents.next.first', { when: format.dayAndClock(next.at, now) })}</span>
      )}
      <button type="button" className="link ml-auto" aria-expanded={shown} aria-controls="truth" onClick={onToggle}>
        {t(shown ? 'agents.fold.hide' : 'agents.fold.show')}
      </button>
    </div>
  )
}
