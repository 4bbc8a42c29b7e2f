import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Settings, settingsSchema } from '../../../shared/model/settings.ts'
import { Segmented, Switch } from '../../ui/choices.tsx'

const choices = settingsSchema.shape.metered.unwrap().options

/** Whether the way out costs money by the amount, and what waits while it does. */
export function MeteredSetting({
  settings,
  onChange,
}: {
  settings: Settings
  onChange: (changed: Partial<Settings>) => void
}) {
  const { t } = useTranslation()
  const pausesId = useId()
  return (
    <>
      <div className="setting">
        <h2>{t('settings.metered.label')}</h2>
        <Segmented
          label={t('settings.metered.label')}
          value={settings.metered}
          options={choices.map((value) => ({ value, words: t(`settings.metered.${value}`) }))}
          onChoose={(metered) => onChange({ metered })}
        />
        <p>{t(`settings.metered.meaning.${settings.metered}`)}</p>
      </div>
      {settings.metered !== 'never' && (
        <div className="setting">
          <label htmlFor={pausesId}>{t('settings.metered.pauses')}</label>
          <Switch
            id={pausesId}
            on={settings.pausesOnMetered}
            onChange={(pausesOnMetered) => onChange({ pausesOnMetered })}
          />
          <p>{t('settings.metered.pausesMeaning')}</p>
        </div>
      )}
    </>
  )
}
