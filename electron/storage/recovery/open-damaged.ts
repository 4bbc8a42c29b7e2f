import { closeSync, copyFileSync, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** The first bytes of every database: https://www.sqlite.org/fileformat.html#the_database_header */
const headerSize = 100
const pageSize = 4096

/**
 * Opens what is left of a damaged database, for reading only, and hands it over; where its head is gone, a copy of it gets a new
 * one. Null where nothing can be made of it. The damaged file itself is not changed. Throws where there is no room for a copy.
 */
export function withDamaged<Value>(path: string, use: (db: DatabaseSync) => Value): Value | null {
  const asItIs = readable(path)
  if (asItIs !== null) return closing(asItIs, use)
  if (!existsSync(path) || statSync(path).size < pageSize) return null
  const copy = `${path}.copy`
  const remove = () => {
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  }
  try {
    remove()
    copyFileSync(path, copy)
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    giveNewHead(copy)
    const mended = readable(copy)
    return mended === null ? null : closing(mended, use)
  } finally {
    remove()
  }
}

function readable(path: string): DatabaseSync | null {
  if (!existsSync(path) || statSync(path).size === 0) return null
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(path, { readOnly: true })
    const { tables } = countSchema.parse(db.prepare(`SELECT count(*) AS tables FROM sqlite_schema`).get())
    if (tables > 0) return db
  } catch {
    // There is nothing to be read this way.
  }
  db?.close()
  return null
}

function closing<Value>(db: DatabaseSync, use: (db: DatabaseSync) => Value): Value {
  try {
    return use(db)
  } finally {
    db.close()
  }
}

/** The head SQLite itself writes for a database of our kind, with this file's length in it. */
function giveNewHead(path: string): void {
  const head = Buffer.alloc(headerSize)
  head.write('SQLite format 3\0', 0, 'latin1')
  head.writeUInt16BE(pageSize, 16)
  // Written and read through the log.
  head.writeUInt8(2, 18)
  head.writeUInt8(2, 19)
  head.writeUInt8(64, 21)
  head.writeUInt8(32, 22)
  head.writeUInt8(32, 23)
  const changes = 1
  head.writeUInt32BE(changes, 24)
  head.writeUInt32BE(Math.floor(statSync(path).size / pageSize), 28)
  head.writeUInt32BE(1, 40)
  const newestFormat = 4
  head.writeUInt32BE(newestFormat, 44)
  const utf8 = 1
  head.writeUInt32BE(utf8, 56)
  head.writeUInt32BE(changes, 92)
  const file = openSync(path, 'r+')
  try {
    writeSync(file, head, 0, headerSize, 0)
  } finally {
    closeSync(file)
  }
}

const countSchema = z.object({ tables: z.number() })
