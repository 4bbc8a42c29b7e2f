import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { type Migration, versionOf } from '../migrate.ts'

/**
 * The version a damaged database is at; where its head is gone, the newest whose tables it has. Throws `storage.newer` for a file
 * of a newer version of this app.
 */
export function shapeOf(damaged: DatabaseSync, migrations: readonly Migration[]): number {
  const version = versionOf(damaged)
  if (version > migrations.length)
    throw new CodedError('storage.newer', {}, `the damaged file is at version ${version}`)
  if (version > 0) return version
  const tables = tablesIn(damaged)
  const known = migrations.findLast((migration) => {
    const blank = new DatabaseSync(':memory:')
    try {
      for (const { sql } of migrations.slice(0, migration.version)) blank.exec(sql)
      return tablesIn(blank) === tables
    } finally {
      blank.close()
    }
  })
  return known?.version ?? migrations.length
}

function tablesIn(db: DatabaseSync): string {
  const rows = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name`).all()
  return JSON.stringify(tableSchema.parse(rows))
}

const tableSchema = z.array(z.object({ name: z.string(), sql: z.string() }))
