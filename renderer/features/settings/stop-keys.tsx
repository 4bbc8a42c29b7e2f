import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/model/settings.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { keysPressed, keysText } from './shortcut-keys.ts'

/** The keys that stop everything, in every program: pressed once to set them. */
export function StopKeys({ onChange }: { onChange: (changed: Pick<Settings, 'stopShortcut'>) => void }) {
  const { t } = useTranslation()
  const keys = useMirror((mirror) => mirror.settings.stopShortcut)
  const state = useMirror((mirror) => mirror.power.stopShortcut)
  const platform = useMirror((mirror) => mirror.system.platform)
  const [listening, setListening] = useState(false)
  const printed = keys === null ? '' : keysText(keys, platform)
  return (
    <div className="setting">
      <h2>{t('settings.stopKeys.title')}</h2>
      <div className="acts">
        {keys !== null && !listening && (
          <Button look="bare" onClick={() => onChange({ stopShortcut: null })}>
            {t('settings.stopKeys.remove')}
          </Button>
        )}
        <Button
          aria-label={`${t('settings.stopKeys.title')}: ${listening ? t('settings.stopKeys.press') : printed || t('settings.stopKeys.set')}`}
          onClick={() => setListening(true)}
          onBlur={() => setListening(false)}
          onKeyDown={(event) => {
            if (!listening || event.key === 'Tab') return
            event.preventDefault()
            event.stopPropagation()
            if (event.key === 'Escape') {
              setListening(false)
              return
            }
            const pressed = keysPressed(event)
            if (pressed === null) return
            setListening(false)
            if (pressed !== keys) onChange({ stopShortcut: pressed })
          }}
        >
          {listening ? t('settings.stopKeys.press') : printed || t('settings.stopKeys.set')}
        </Button>
      </div>
      <p>{t(`settings.stopKeys.state.${state}`)}</p>
    </div>
  )
}
