import { z } from 'zod'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'

export type CrashRecord = {
  /** True when this start follows so many that ended without warning that nothing should start by itself. */
  readonly tooMany: boolean
  /** The app ends as it should. */
  ended(): void
}

const startsAllowed = 3
const within = 10 * 60_000
const startsSchema = z.array(instantSchema)

/** Counts starts that never came to a proper end, a few minutes back; one that cannot be counted counts as none. */
export function recordStart(options: {
  store: { read(): unknown; write(starts: number[]): void }
  clock: Pick<Clock, 'now'>
}): CrashRecord {
  const { store, clock } = options
  const now = clock.now()
  const stored = startsSchema.safeParse(store.read())
  // A clock that was set back must not make old starts young for ever.
  const recent = (stored.success ? stored.data : []).filter((start) => start <= now && now - start <= within)
  keep(store, [...recent, now].slice(-startsAllowed - 1))
  return {
    tooMany: recent.length >= startsAllowed,
    ended: () => keep(store, []),
  }
}

/** A record that cannot be written must not keep the app from starting or ending. */
function keep(store: { write(starts: number[]): void }, starts: number[]): void {
  try {
    store.write(starts)
  } catch {
    // Said where preferences and databases are written: the disk is full or read-only.
  }
}
