import type { AppEvent, EventBatch } from '../../shared/contract/events.ts'
import type { Mirror, Snapshot } from '../../shared/contract/mirror.ts'
import { reduceMirror } from '../../shared/reduce/mirror.ts'
import { createPendingEvents } from './coalesce.ts'

/** Reports something that has happened: main's mirror takes it in, and the page hears of it in the next batch. */
export type Publish = (event: AppEvent) => void

export type Publisher = {
  publish: Publish
  /** Main's own mirror, always up to the last event. */
  mirror(): Mirror
  /** For a page that opens: everything so far. From here on it is sent batches, the first beginning at `sequence` + 1. */
  snapshot(): Snapshot
  /** The page is gone: nothing is numbered, queued or sent until the next snapshot. */
  silence(): void
}

/** One frame at 60 pictures a second; the page draws no more often. */
const frameMs = 16
/** What a page that opens later still has to be told, at most. */
const waitingLimit = 20

/**
 * Keeps main's mirror and tells the page, in batches of at most one a frame and numbered without a gap. Things that are said
 * once and leave no trace in the mirror wait for the next page when there is none.
 */
export function createPublisher(options: {
  mirror: Mirror
  send: (batch: EventBatch) => void
  /** Calls back once after that many milliseconds; the result cancels it. */
  schedule: (milliseconds: number, callback: () => void) => () => void
  /** Milliseconds that only ever grow. */
  now: () => number
}): Publisher {
  const { send, schedule, now } = options
  const pending = createPendingEvents()
  let mirror = options.mirror
  let sequence = 0
  let listening = false
  let waiting: AppEvent[] = []
  let lastSent = Number.NEGATIVE_INFINITY
  let cancelTimer: (() => void) | null = null

  const flush = () => {
    cancelTimer?.()
    cancelTimer = null
    const events = pending.take()
    if (events.length === 0) return
    lastSent = now()
    const first = sequence + 1
    sequence += events.length
    send({ first, events })
  }
  const queue = (event: AppEvent) => {
    pending.add(event)
    cancelTimer ??= schedule(Math.max(0, Math.ceil(lastSent + frameMs - now())), () => {
      cancelTimer = null
      flush()
    })
  }

  return {
    publish(event) {
      mirror = reduceMirror(mirror, event)
      if (listening) queue(event)
      else if (isSaidOnce(event)) waiting = [...waiting, event].slice(-waitingLimit)
    },
    mirror: () => mirror,
    snapshot() {
      flush()
      listening = true
      const snapshot = { sequence, mirror }
      for (const event of waiting) queue(event)
      waiting = []
      return snapshot
    },
    silence() {
      cancelTimer?.()
      cancelTimer = null
      waiting = pending.take().filter(isSaidOnce).slice(-waitingLimit)
      listening = false
    },
  }
}

/** True for events the reducer leaves no trace of. */
function isSaidOnce(event: AppEvent): boolean {
  return (
    event.type === 'notice' || event.type === 'show' || event.type === 'quit.asked' || event.type === 'tray.explained'
  )
}
