import { Tooltip } from 'radix-ui'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Today } from './features/home/today.tsx'
import { useHelpKey } from './frame/help.ts'
import { NewsBar } from './frame/news.tsx'
import { OfferedAgent } from './frame/offered-agent.tsx'
import { Questions } from './frame/questions.tsx'
import { Rail } from './frame/rail.tsx'
import { RunEnds } from './frame/run-ends.tsx'
import { Strip } from './frame/strip.tsx'
import { Tour } from './frame/tour.tsx'
import { WindowButtons } from './frame/window-buttons.tsx'
import { useMirror } from './store/mirror.ts'
import { type Place, usePlace } from './store/place.ts'
import { showTheme } from './theme.ts'
import { useMedia } from './ui/use-media.ts'

// Only the first place is loaded with the window; the others come while nothing else is to do, before they are asked for.
const loadComputer = () => import('./features/computer/computer.tsx')
const loadEditor = () => import('./features/agents/agent-editor.tsx')
const loadGallery = () => import('./features/gallery/gallery.tsx')
const loadGuide = () => import('./features/guide/guide.tsx')
const loadLicences = () => import('./features/settings/licences.tsx')
const loadList = () => import('./features/agents/agent-list.tsx')
const loadMoney = () => import('./features/money/money.tsx')
const loadModels = () => import('./features/models/models.tsx')
const loadProviderForm = () => import('./features/models/provider-form.tsx')
const loadResults = () => import('./features/runs/results.tsx')
const loadRunView = () => import('./features/runs/run-view.tsx')
const loadSettings = () => import('./features/settings/settings-page.tsx')
const loadWeek = () => import('./features/week/week-page.tsx')
const loadWorld = () => import('./features/world/world-page.tsx')
const otherPlaces = [
  loadRunView,
  loadResults,
  loadEditor,
  loadList,
  loadGallery,
  loadMoney,
  loadModels,
  loadProviderForm,
  loadSettings,
  loadComputer,
  loadWeek,
  loadWorld,
]

const AgentEditor = lazy(() => loadEditor().then(({ AgentEditor: place }) => ({ default: place })))
const AgentList = lazy(() => loadList().then(({ AgentList: place }) => ({ default: place })))
const Computer = lazy(() => loadComputer().then(({ Computer: place }) => ({ default: place })))
const Gallery = lazy(() => loadGallery().then(({ Gallery: place }) => ({ default: place })))
const Guide = lazy(() => loadGuide().then(({ Guide: place }) => ({ default: place })))
const Licences = lazy(() => loadLicences().then(({ Licences: place }) => ({ default: place })))
const MoneyPage = lazy(() => loadMoney().then(({ MoneyPage: place }) => ({ default: place })))
const Models = lazy(() => loadModels().then(({ Models: place }) => ({ default: place })))
const ProviderForm = lazy(() => loadProviderForm().then(({ ProviderForm: place }) => ({ default: place })))
const Results = lazy(() => loadResults().then(({ Results: place }) => ({ default: place })))
const RunView = lazy(() => loadRunView().then(({ RunView: place }) => ({ default: place })))
const Welcome = lazy(() => import('./features/welcome/welcome.tsx').then(({ Welcome: place }) => ({ default: place })))
const WeekPage = lazy(() => loadWeek().then(({ WeekPage: place }) => ({ default: place })))
const WorldPage = lazy(() => loadWorld().then(({ WorldPage: place }) => ({ default: place })))
const SettingsPage = lazy(() => loadSettings().then(({ SettingsPage: place }) => ({ default: place })))

/** The window: rail, strip, one place, and what just happened. */
export function App() {
  useLanguage()
  useTheme()
  useHelpKey()
  useEffect(() => {
    const idle = requestIdleCallback(() => void Promise.allSettled(otherPlaces.map((load) => load())), {
      timeout: 3_000,
    })
    return () => cancelIdleCallback(idle)
  }, [])
  const platform = useMirror((mirror) => mirror.system.platform)
  const welcomed = useMirror((mirror) => mirror.settings.welcomed)
  const ownButtons = useMirror((mirror) => mirror.system.ownWindowButtons)
  if (!welcomed) {
    return (
      <Tooltip.Provider delayDuration={500}>
        <Suspense fallback={null}>
          <Welcome buttons={ownButtons ? <WindowButtons /> : null} />
        </Suspense>
        <NewsBar />
        <Questions />
      </Tooltip.Provider>
    )
  }
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
      <OfferedAgent />
      <Tour />
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
      <Suspense fallback={null}>
        <Shown place={place} />
      </Suspense>
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
    case 'gallery':
      return <Gallery />
    case 'agent':
      return <AgentEditor key={`${place.agentId} ${place.limit}`} agentId={place.agentId} limit={place.limit} />
    case 'run':
      return <RunView key={place.runId} runId={place.runId} />
    case 'money':
      return <MoneyPage />
    case 'week':
      return <WeekPage from={place.from} />
    case 'world':
      return <WorldPage />
    case 'models':
      return <Models />
    case 'computer':
      return <Computer />
    case 'provider':
      return <ProviderForm key={place.providerId ?? 'new'} providerId={place.providerId} />
    case 'settings':
      return <SettingsPage limit={place.limit} />
    case 'licences':
      return <Licences />
    case 'guide':
      return <Guide chapter={place.chapter} />
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
