import { useTranslation } from 'react-i18next'
import type { SchedulePreview } from '../../../../shared/contract/commands/schedule.ts'
import type { Trigger } from '../../../../shared/model/trigger.ts'

/** What is wrong with a start as it is now, or that it never comes again. */
export function StartTrouble({ trigger, preview }: { trigger: Trigger; preview: SchedulePreview }) {
  const { t } = useTranslation()
  const problem = preview.problems.find(({ triggerId }) => triggerId === trigger.id)
  if (problem !== undefined) {
    const { code, params } = problem.error
    return (
      <p className="small text-waiting-ink" role="status">
        {t('starts.problem', { what: t(`errors.${code}.what`, params), next: t(`errors.${code}.next`, params) })}
      </p>
    )
  }
  if (!preview.over.includes(trigger.id)) return null
  return (
    <p className="small text-waiting-ink" role="status">
      {t('starts.over')}
    </p>
  )
}
