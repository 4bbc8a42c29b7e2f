import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { keysPressed, keysText } from './shortcut-keys.ts'

type Field = 'stopShortcut' | 'clipboardShortcut'
const texts = { stopShortcut: 'settings.stopKeys', clipboardShortcut: 'settings.clipboardKeys' } as const

/** Keys the app listens to in every program: pressed once to set them. */
export function ShortcutSetting({
  field,
  children,
  onChange,
}: {
  field: Field
  /** What else is chosen for them. */
  children?: ReactNode
  onChange: (keys: string | null) => void
}) {
  const { t } = useTranslation()
  const keys = useMirror((mirror) => mirror.settings[field])
  const state = useMirror((mirror) => mirror.power[field])
  const own = texts[field]
  const platform = useMirror((mirror) => mirror.system.platform)
  const [listening, setListening] = useState(false)
  const printed = keys === null ? '' : keysText(keys, platform)
  return (
    <div className="setting">
      <h2>{t(`${own}.title`)}</h2>
      <div className="acts">
        {keys !== null && !listening && (
          <Button look="bare" onClick={() => onChange(null)}>
            {t('settings.stopKeys.remove')}
          </Button>
        )}
        <Button
          aria-label={`${t(`${own}.title`)}: ${listening ? t('settings.stopKeys.press') : printed || t('settings.stopKeys.set')}`}
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
            if (pressed !== keys) onChange(pressed)
          }}
        >
          {listening ? t('settings.stopKeys.press') : printed || t('settings.stopKeys.set')}
        </Button>
      </div>
      <p>{t(`${own}.state.${state}`)}</p>
      {children}
    </div>
  )
}
