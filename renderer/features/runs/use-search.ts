import { useEffect, useState } from 'react'
import type { Run } from '../../../shared/model/run.ts'
import { send } from '../../bridge/client.ts'
import { tellError } from '../../store/news.ts'

/** A search waits until the typing rests this long, in milliseconds. */
const rest = 300

/** What was found for a text; null without one, and while the first answer is on its way. */
export function useSearch(text: string): { found: readonly Run[] | null; isSearching: boolean } {
  const [answer, setAnswer] = useState<{ text: string; runs: readonly Run[] } | null>(null)
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '') return
    let current = true
    const timer = window.setTimeout(() => {
      send('results.search', { text: wanted })
        .then(({ runs }) => current && setAnswer({ text: wanted, runs }))
        .catch((thrown: unknown) => {
          if (!current) return
          tellError(thrown)
          setAnswer({ text: wanted, runs: [] })
        })
    }, rest)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [wanted])
  if (wanted === '') return { found: null, isSearching: false }
  return { found: answer?.runs ?? null, isSearching: answer?.text !== wanted }
}
