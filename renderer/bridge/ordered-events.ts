import { CodedError } from '../../shared/contract/errors.ts'
import { type AppEvent, type EventBatch, eventBatchSchema } from '../../shared/contract/events.ts'
import type { Mirror, Snapshot } from '../../shared/contract/mirror.ts'
import { reduceMirror } from '../../shared/reduce/mirror.ts'

/** What the page does with main's truth as it comes in. */
export type MirrorSink = {
  /** The mirror after the newest batch; called once per batch, and once per snapshot. */
  show(mirror: Mirror): void
  /** Every event once, in order, for those that change no mirror: notices, places to show, questions. */
  happened(event: AppEvent): void
  /** No snapshot could be had; the page stays as it is. */
  failed(error: unknown): void
}

/**
 * Keeps a mirror of main's truth: a numbered snapshot first, then every event after it, in order, none twice. Batches that
 * arrive before their snapshot are kept back; a gap in the numbers or an unreadable batch asks for a new snapshot.
 * Returns functions to ask anew (after a failure) and to end.
 */
export function followMirror(
  source: {
    snapshot(): Promise<Snapshot>
    onEvent(listener: (batch: unknown) => void): () => void
  },
  sink: MirrorSink,
): { retry(): void; end(): void } {
  let mirror: Mirror | null = null
  /** Number of the newest event in the mirror. */
  let sequence = 0
  /** Number of the newest event reported to `happened`. */
  let reported = 0
  let waiting: EventBatch[] = []
  /** First number of the batch a snapshot was last asked for; a second gap before the same batch is a fault of main. */
  let gapBefore = 0
  let asking = false
  let ended = false

  const take = (batch: EventBatch): boolean => {
    if (mirror === null || batch.first > sequence + 1) return false
    let next = mirror
    for (const [index, event] of batch.events.entries()) {
      if (batch.first + index <= sequence) continue
      next = reduceMirror(next, event)
    }
    sequence = Math.max(sequence, batch.first + batch.events.length - 1)
    if (next !== mirror) {
      mirror = next
      sink.show(next)
    }
    return true
  }

  const report = (batch: EventBatch): void => {
    for (const [index, event] of batch.events.entries()) {
      const number = batch.first + index
      if (number <= reported) continue
      reported = number
      sink.happened(event)
    }
  }

  const askSnapshot = async (): Promise<void> => {
    if (asking || ended) return
    asking = true
    try {
      const snapshot = await source.snapshot()
      if (ended) return
      asking = false
      mirror = snapshot.mirror
      sequence = snapshot.sequence
      sink.show(snapshot.mirror)
      const held = waiting
      waiting = []
      for (const [index, batch] of held.entries()) {
        if (take(batch)) {
          report(batch)
          continue
        }
        if (batch.first === gapBefore) {
          throw new CodedError('unexpected', {}, `events ${sequence + 1} to ${batch.first - 1} never came`)
        }
        gapBefore = batch.first
        waiting = held.slice(index)
        await askSnapshot()
        return
      }
    } catch (error) {
      asking = false
      if (!ended) sink.failed(error)
    }
  }

  const stop = source.onEvent((received) => {
    const batch = eventBatchSchema.safeParse(received)
    if (!batch.success) {
      void askSnapshot()
      return
    }
    if (!asking && take(batch.data)) {
      report(batch.data)
      return
    }
    waiting.push(batch.data)
    void askSnapshot()
  })
  void askSnapshot()
  return {
    retry: () => void askSnapshot(),
    end: () => {
      ended = true
      stop()
    },
  }
}
