import { useEffect, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { type AppError, toAppError } from '../shared/contract/errors.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import { createTranslator } from '../shared/i18n/translate.ts'
import { App } from './app.tsx'
import { send } from './bridge/client.ts'
import { followMirror } from './bridge/ordered-events.ts'
import { createFrameShow, hasMirrorArrived, useMirrorArrived } from './store/mirror.ts'
import { ask, tellDone, tellError, tellNotice } from './store/news.ts'
import { go, restorePlace } from './store/place.ts'
import { readKeptTheme, showTheme } from './theme.ts'
import { Button } from './ui/button.tsx'
import { ErrorCard } from './ui/error-card.tsx'

/** Connects the page with main and shows it once the first snapshot is there. `systemLanguage` holds until then. */
export function startPage(systemLanguage: string) {
  const translator = createTranslator(systemLanguage.startsWith('zh') ? 'zh-CN' : 'en')
  document.documentElement.lang = translator.language
  showTheme(readKeptTheme())
  return (
    <I18nextProvider i18n={translator}>
      <Connected />
    </I18nextProvider>
  )
}

function Connected() {
  const { t } = useTranslation()
  const arrived = useMirrorArrived()
  const [error, setError] = useState<AppError | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const frame = createFrameShow()
    const { end } = followMirror(
      { snapshot: () => send('app.snapshot', {}), onEvent: (listener) => window.kaihe.onEvent(listener) },
      {
        show: (mirror) => {
          restorePlace(mirror.system.startedAt)
          frame.show(mirror)
        },
        happened: (event) => {
          if (event.type === 'show') frame.flush()
          answer(event)
        },
        failed: (thrown) => {
          setError(toAppError(thrown))
          if (hasMirrorArrived()) tellError(thrown)
        },
      },
    )
    return end
  }, [attempt])
  if (arrived) return <App />
  if (error === null) return null
  return (
    <div className="starting">
      <ErrorCard error={error}>
        <Button
          look="go"
          onClick={() => {
            setError(null)
            setAttempt(attempt + 1)
          }}
        >
          {t('common.tryAgain')}
        </Button>
      </ErrorCard>
    </div>
  )
}

/** Events that change no mirror but ask for the owner's attention. */
function answer(event: AppEvent): void {
  switch (event.type) {
    case 'agent.told':
      tellDone(`${event.agentName}: ${event.text}`, null)
      return
    case 'notice':
      tellNotice(event.error)
      return
    case 'quit.asked':
      ask({ kind: 'quit', liveRuns: event.liveRuns })
      return
    case 'tray.explained':
      ask({ kind: 'tray' })
      return
    case 'show':
      go(event.place)
      return
    default:
      return
  }
}
