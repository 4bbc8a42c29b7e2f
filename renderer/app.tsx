import { Tooltip } from 'radix-ui'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AgentEditor } from './features/agents/agent-editor.tsx'
import { AgentList } from './features/agents/agent-list.tsx'
import { Today } from './features/home/today.tsx'
import { Models } from './features/models/models.tsx'
import { ProviderForm } from './features/models/provider-form.tsx'
import { Results } from './features/runs/results.tsx'
import { RunView } from './features/runs/run-view.tsx'
import { SettingsPage } from './features/settings/settings-page.tsx'
import { NewsBar } from './frame/news.tsx'
import { Questions } from './frame/questions.tsx'
import { Rail } from './frame/rail.tsx'
import { RunEnds } from './frame/run-ends.tsx'
import { Strip } from './frame/strip.tsx'
import { useMirror } from './store/mirror.ts'
import { type Place, usePlace } from './store/place.ts'
import { showTheme } from './theme.ts'
import { useMedia } from './ui/use-media.ts'

/** The window: rail, strip, one place, and what just happened. */
export function App() {
  useLanguage()
  useTheme()
  const platform = useMirror((mirror) => mirror.system.platform)
  return (
    <Tooltip.Provider delayDuration={500}>
      <div className={platform === 'darwin' ? 'window mac' : 'window'}>
        <Rail />
        <Strip />
        <Page />
      </div>
      <NewsBar />
      <RunEnds />
      <Questions />
    </Tooltip.Provider>
  )
}

/** A new place begins at its top, and the keyboard and screen readers begin there too. */
function Page() {
  const place = usePlace()
  const page = useRef<HTMLElement>(null)
  const shown = useRef(place.name)
  useEffect(() => {
    if (shown.current === place.name || page.current === null) return
    shown.current = place.name
    page.current.scrollTop = 0
    page.current.focus({ preventScroll: true })
  }, [place])
  return (
    <main ref={page} className="page scroll" tabIndex={-1}>
      <Shown place={place} />
    </main>
  )
}

function Shown({ place }: { place: Place }) {
  switch (place.name) {
    case 'today':
      return <Today />
    case 'results':
      return <Results runId={place.runId} />
    case 'agents':
      return <AgentList />
    case 'agent':
      return <AgentEditor key={place.agentId} agentId={place.agentId} />
    case 'run':
      return <RunView key={place.runId} runId={place.runId} />
    case 'models':
      return <Models />
    case 'provider':
      return <ProviderForm key={place.providerId ?? 'new'} providerId={place.providerId} />
    case 'settings':
      return <SettingsPage />
  }
}

function useLanguage(): void {
  const { i18n } = useTranslation()
  const language = useMirror(({ settings, system }) =>
    settings.language === 'system' ? system.systemLanguage : settings.language,
  )
  useEffect(() => {
    void i18n.changeLanguage(language)
    document.documentElement.lang = language
  }, [i18n, language])
}

function useTheme(): void {
  const chosen = useMirror((mirror) => mirror.settings.theme)
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  useEffect(() => {
    showTheme(chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen)
  }, [chosen, systemDark])
}
