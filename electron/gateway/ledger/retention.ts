import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Instant, instantSchema, type Zone } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { keptFrom } from '../../../shared/rules/kept-from.ts'
import { readRow, readRows } from '../../storage/read-rows.ts'
import type { GroupCommit } from './group-commit.ts'

/** Deletes usage events that the owner does not want to keep; rollups and run totals stay. */
export type Retention = {
  /** For how many years they are kept; null: for ever. What is due is deleted little by little, while calls go on. */
  keep(years: number | null): void
  stop(): void
}

/** So many events are deleted at a time: a few milliseconds. */
const slice = 500
const pause = 100
const firstLook = 30_000
const lookAgain = 6 * 60 * 60_000
/** So many of the newest days with usage must have come before the newest of them says how late it is. */
const daysOfProof = 7

export function createRetention(options: {
  db: DatabaseSync
  write: GroupCommit<unknown>['write']
  clock: Clock
  onTrouble: (thrown: unknown) => void
}): Retention {
  const { db, write, clock, onTrouble } = options
  const days = db.prepare(`SELECT DISTINCT day FROM rollups ORDER BY day DESC LIMIT ${daysOfProof}`)
  // What is not yet counted everywhere is needed still.
  const oldest = db.prepare(`SELECT id, at FROM usage_events
    WHERE NOT EXISTS (SELECT 1 FROM run_days_counted WHERE through < until AND id > through) ORDER BY id LIMIT ${slice}`)
  const declared = db.prepare('SELECT max(delete_before) AS before FROM retention')
  const declare = db.prepare('INSERT INTO retention (declared_at, delete_before) VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM usage_events WHERE id IN (SELECT value FROM json_each(?)) AND at < ?')
  let kept: number | null = null
  let isStopped = false
  let cancel: (() => void) | null = null

  /** Null where nothing may go. A clock that is set wrong for a while proves nothing, and what is deleted is gone for good. */
  const limit = (years: number, zone: Zone): Instant | null => {
    const proof = readRows(daySchema, days.all())
    const { day } = proof.at(-1) ?? { day: '' }
    return proof.length < daysOfProof ? null : keptFrom({ now: clock.now(), latestDay: day, years, zone })
  }
  /** Whether there may be more. */
  const deleteSome = (before: Instant): Promise<boolean> =>
    write(() => {
      const due = readRows(eventSchema, oldest.all()).filter(({ at }) => at < before)
      if (due.length === 0) return false
      const told = readRow(declaredSchema, declared.get()).before
      if (told === null || told < before) declare.run(clock.now(), before)
      remove.run(JSON.stringify(due.map(({ id }) => id)), before)
      return due.length > 0
    })
  const next = async (): Promise<number> => {
    const before = kept === null ? null : limit(kept, clock.zone())
    return before !== null && (await deleteSome(before)) ? pause : lookAgain
  }
  const nextIn = (milliseconds: number): void => {
    if (isStopped) return
    cancel = clock.after(milliseconds, () => {
      next().then(nextIn, (thrown: unknown) => {
        if (!isStopped) onTrouble(thrown)
        nextIn(lookAgain)
      })
    })
  }

  return {
    keep(years) {
      if (years === kept) return
      kept = years
      cancel?.()
      cancel = null
      if (kept !== null) nextIn(firstLook)
    },
    stop() {
      isStopped = true
      cancel?.()
    },
  }
}

const daySchema = z.object({ day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) })
const eventSchema = z.object({ id: z.number().int(), at: instantSchema })
const declaredSchema = z.object({ before: z.number().nullable() })
