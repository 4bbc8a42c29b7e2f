import { z } from 'zod'
import { readKept, writeKept } from './store/kept.ts'

export type Theme = 'light' | 'dark'

const themeSchema = z.enum(['light', 'dark'])

/** The theme shown last, so that a page that comes back does not flash; the system's where there is none. */
export function readKeptTheme(): Theme {
  const kept = readKept('theme', themeSchema)
  return kept ?? (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

/** Shows a theme at once. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  writeKept('theme', theme)
}
