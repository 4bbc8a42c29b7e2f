import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { Segmented } from '../../ui/choices.tsx'

const choices = ['never', 'day', 'week'] as const

/** Backups that are made by themselves, into a folder that is asked for when they are switched on. */
export function BackupPlan() {
  const { t } = useTranslation()
  const plan = useMirror((mirror) => mirror.settings.backups)
  const { act } = useAction()
  return (
    <div className="setting">
      <h3>{t('moving.plan.label')}</h3>
      <Segmented
        label={t('moving.plan.label')}
        value={plan?.every ?? 'never'}
        options={choices.map((value) => ({ value, words: t(`moving.plan.${value}`) }))}
        onChoose={(every) =>
          act(async () => {
            await send('moving.plan', { every: every === 'never' ? null : every })
          })
        }
      />
      <p>{plan === null ? t('moving.plan.hint') : t('moving.plan.into', { folder: lastName(plan.folder) })}</p>
    </div>
  )
}
