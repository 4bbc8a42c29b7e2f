import { create } from 'zustand'

/** The stops of the tour, in order. Each is about something that is always on the page; see the frame's tour. */
export const tourStops = ['today', 'agents', 'results', 'money', 'brake'] as const
export type TourStop = (typeof tourStops)[number]

/** Which stop is shown; null: none. Nothing of it is kept: it can be taken again from the settings. */
const tourStore = create<{ at: number | null }>(() => ({ at: null }))

/** The stop that is shown. */
export function useTourStop(): { readonly stop: TourStop; readonly number: number } | null {
  const at = tourStore((state) => state.at)
  const stop = at === null ? undefined : tourStops[at]
  return stop === undefined || at === null ? null : { stop, number: at + 1 }
}

export function startTour(): void {
  tourStore.setState({ at: 0 })
}

/** Goes one stop on or back; past the last it ends. */
export function moveTour(by: 1 | -1): void {
  const at = (tourStore.getState().at ?? 0) + by
  tourStore.setState({ at: at < 0 ? 0 : at >= tourStops.length ? null : at })
}

export function endTour(): void {
  tourStore.setState({ at: null })
}
