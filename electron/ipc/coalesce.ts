import type { AppEvent } from '../../shared/contract/events.ts'
import type { RunId } from '../../shared/model/brand.ts'

export type PendingEvents = {
  add(event: AppEvent): void
  /** Everything pending, in order; nothing is pending afterwards. */
  take(): AppEvent[]
  isEmpty(): boolean
}

/**
 * Holds events for the next batch and folds those that only replace or lengthen an earlier one. The page ends up with the same
 * mirror as if it had been sent each: text is folded only while nothing else was written to that run in between, a run's
 * record never overtakes its meter, and everything else keeps its place.
 */
export function createPendingEvents(): PendingEvents {
  let pending: AppEvent[] = []
  /** Where the newest foldable event of a kind stands. */
  let places = new Map<string, number>()

  const append = (event: AppEvent, place: string | null) => {
    pending.push(event)
    if (place !== null) places.set(place, pending.length - 1)
  }
  const replace = (event: AppEvent, place: string) => {
    const index = places.get(place)
    if (index === undefined) append(event, place)
    else pending[index] = event
  }
  const addText = (event: AppEvent & { type: 'run.text' }) => {
    const place = `text ${event.runId}`
    const index = places.get(place)
    const last = index === undefined ? undefined : pending[index]
    const follows =
      last?.type === 'run.text' &&
      last.key === event.key &&
      last.start + last.text.length === event.start &&
      event.start > 0
    if (index !== undefined && follows) pending[index] = { ...event, start: last.start, text: last.text + event.text }
    else append(event, place)
  }

  return {
    add(event) {
      switch (event.type) {
        case 'run.text':
          addText(event)
          break
        case 'run.meter':
          places.delete(recordPlace(event.runId))
          replace(event, meterPlace(event.runId))
          break
        case 'run.saved':
          places.delete(meterPlace(event.run.id))
          replace(event, recordPlace(event.run.id))
          break
        case 'today.changed':
        case 'upcoming.changed':
          replace(event, event.type)
          break
        case 'run.removed':
          places = new Map()
          append(event, null)
          break
        default:
          append(event, null)
      }
    },
    take() {
      const taken = pending
      pending = []
      places = new Map()
      return taken
    },
    isEmpty: () => pending.length === 0,
  }
}

const meterPlace = (runId: RunId) => `meter ${runId}`
const recordPlace = (runId: RunId) => `record ${runId}`
