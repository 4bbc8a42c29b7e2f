import { useEffect } from 'react'
import type { GuideChapter } from '../../shared/model/guide.ts'
import { go, type Place, readTrail } from '../store/place.ts'

/** The chapter that has to do with a place. */
const chapterOf: Readonly<Record<Place['name'], GuideChapter>> = {
  today: 'first-agent',
  results: 'results-and-value',
  agents: 'first-agent',
  gallery: 'first-agent',
  agent: 'build',
  run: 'results-and-value',
  money: 'money',
  world: 'money',
  models: 'models-and-keys',
  provider: 'models-and-keys',
  computer: 'sleep',
  settings: 'limits',
  week: 'results-and-value',
  licences: 'privacy',
  guide: 'first-agent',
}

/** Opens the guide at the chapter of the place that is shown. */
export function openHelp(): void {
  const shown = readTrail().at(-1)
  if (shown?.name === 'guide') return
  go({ name: 'guide', chapter: chapterOf[shown?.name ?? 'today'] })
}

/** F1 opens the guide, from any place. */
export function useHelpKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1' || event.defaultPrevented) return
      event.preventDefault()
      openHelp()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
