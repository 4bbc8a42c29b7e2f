import { useSyncExternalStore } from 'react'
import { type Instant, instantSchema } from '../../shared/model/brand.ts'

/** The clock on the page. Only for showing: what is due is main's business. */
export function readMoment(): Instant {
  return instantSchema.parse(Date.now())
}

const steps = { second: 1_000, minute: 60_000 } as const
const watchers = { second: new Set<() => void>(), minute: new Set<() => void>() }
const timers: { second: number | null; minute: number | null } = { second: null, minute: null }

/** The present moment, rounded down and renewed each second or minute while something shows it. */
export function useMoment(step: keyof typeof steps): Instant {
  return useSyncExternalStore(
    (watcher) => {
      watchers[step].add(watcher)
      timers[step] ??= window.setInterval(() => watchers[step].forEach((watch) => watch()), steps.second)
      return () => {
        watchers[step].delete(watcher)
        const timer = timers[step]
        if (watchers[step].size === 0 && timer !== null) {
          window.clearInterval(timer)
          timers[step] = null
        }
      }
    },
    () => instantSchema.parse(Math.floor(Date.now() / steps[step]) * steps[step]),
  )
}
