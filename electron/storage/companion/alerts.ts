import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Alert, alertAboutSchema, alertSchema } from '../../../shared/model/alert.ts'
import { readRow, readRows } from '../read-rows.ts'

/** What the owner was told, or will be when quiet hours are over. */
export const alertTables = `
CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  about TEXT NOT NULL,
  told INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_by_time ON alerts (at);
CREATE INDEX alerts_open ON alerts (seen) WHERE seen = 0;
`

/** Older ones are let go of; as long as they are kept, nothing is told twice. */
const kept = 1_000

export type AlertRepository = {
  /** False where it is known. */
  add(alert: Alert): boolean
  has(id: string): boolean
  /** Null where it is unknown. */
  find(id: string): Alert | null
  told(ids: readonly string[]): void
  /** The alert as it is then; null where it was put away before, or is unknown. */
  see(id: string): Alert | null
  /** Those that are not put away, the newest first. */
  open(): Alert[]
  newest(limit: number): Alert[]
}

const flag = z.union([z.literal(0), z.literal(1)])
const rowSchema = alertSchema.omit({ about: true }).extend({ about: z.string(), told: flag, seen: flag })

export function createAlertRepository(db: DatabaseSync): AlertRepository {
  const add = db.prepare('INSERT INTO alerts (id, at, about, told, seen) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const prune = db.prepare(
    `DELETE FROM alerts WHERE seen = 1 AND at < (SELECT at FROM alerts ORDER BY at DESC LIMIT 1 OFFSET ${kept})`,
  )
  const one = db.prepare('SELECT id, at, about, told, seen FROM alerts WHERE id = ?')
  const tell = db.prepare('UPDATE alerts SET told = 1 WHERE id = ?')
  const see = db.prepare('UPDATE alerts SET seen = 1 WHERE id = ? AND seen = 0')
  const open = db.prepare('SELECT id, at, about, told, seen FROM alerts WHERE seen = 0 ORDER BY at DESC, id LIMIT 200')
  const newest = db.prepare('SELECT id, at, about, told, seen FROM alerts ORDER BY at DESC, id LIMIT ?')
  const alertOf = (row: z.infer<typeof rowSchema>): Alert => ({
    ...row,
    about: readRow(alertAboutSchema, JSON.parse(row.about)),
    told: row.told === 1,
    seen: row.seen === 1,
  })
  const find = (id: string) => readRows(rowSchema, one.all(id)).map(alertOf)[0] ?? null
  return {
    add({ id, at, about, told, seen }) {
      const isNew = add.run(id, at, JSON.stringify(about), told ? 1 : 0, seen ? 1 : 0).changes === 1
      if (isNew) prune.run()
      return isNew
    },
    has: (id) => one.get(id) !== undefined,
    find,
    told(ids) {
      for (const id of ids) tell.run(id)
    },
    see: (id) => (see.run(id).changes === 1 ? find(id) : null),
    open: () => readRows(rowSchema, open.all()).map(alertOf),
    newest: (limit) => readRows(rowSchema, newest.all(limit)).map(alertOf),
  }
}
