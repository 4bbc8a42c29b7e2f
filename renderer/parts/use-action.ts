import { useCallback, useState } from 'react'
import { tellError } from '../store/news.ts'

/**
 * Something a button does. `busy` is true meanwhile, so that it is not done twice; a failure is told in the news unless
 * `onError` takes it.
 */
export function useAction(onError: (thrown: unknown) => void = tellError): {
  busy: boolean
  act: (work: () => Promise<void>) => void
} {
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    (work: () => Promise<void>) => {
      setBusy(true)
      work()
        .catch(onError)
        .finally(() => setBusy(false))
    },
    [onError],
  )
  return { busy, act }
}
