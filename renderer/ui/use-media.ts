import { useSyncExternalStore } from 'react'

/** Follows a media query, such as the width of the window or the system's theme. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (watch) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', watch)
      return () => media.removeEventListener('change', watch)
    },
    () => window.matchMedia(query).matches,
  )
}
