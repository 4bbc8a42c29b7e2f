import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { keptBackups } from '../../electron/storage/back-up.ts'
import type { Migration } from '../../electron/storage/migrate.ts'
import { inTransaction, openDatabase, openForReading } from '../../electron/storage/open-database.ts'
import { readOptionalRow, readRow, readRows } from '../../electron/storage/read-rows.ts'
import { storageError } from '../../electron/storage/storage-error.ts'
import { instantSchema } from '../../shared/model/brand.ts'

const migrations: Migration[] = [
  { version: 1, name: 'notes', sql: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' },
  { version: 2, name: 'dates', sql: 'ALTER TABLE notes ADD COLUMN at INTEGER' },
]
let folder = ''
let time = Date.UTC(2026, 10, 24, 8)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-storage-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (known: Migration[], path = join(folder, 'notes.db')) =>
  openDatabase({
    path,
    migrations: known,
    backupFolder: join(folder, 'backups'),
    now: () => instantSchema.parse(time++),
  })
const backups = () => readdirSync(join(folder, 'backups')).sort()
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  return null
}

describe('openDatabase', () => {
  it('makes a new file, readable by its owner only, with the durable settings', () => {
    const db = open(migrations, join(folder, 'deep', 'notes.db'))
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    expect(db.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 })
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 })
    expect(statSync(join(folder, 'deep', 'notes.db')).mode & 0o777).toBe(0o600)
    db.close()
  })

  it('copies an existing file before it changes its shape, and keeps the rows', () => {
    const before = open(migrations.slice(0, 1))
    before.exec(`INSERT INTO notes VALUES ('first')`)
    before.close()

    const after = open(migrations)
    expect(after.prepare('SELECT text, at FROM notes').all()).toEqual([{ text: 'first', at: null }])
    after.close()
    expect(backups()).toHaveLength(1)
    const copy = new DatabaseSync(join(folder, 'backups', backups()[0] ?? ''))
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    expect(copy.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'first' }])
    copy.close()
  })

  it('makes no copy of a new file nor of one that is up to date', () => {
    open(migrations).close()
    open(migrations).close()
    expect(() => backups()).toThrow('ENOENT')
  })

  it('keeps only the newest copies', () => {
    const many = Array.from({ length: keptBackups + 4 }, (_, index) => ({
      version: index + 1,
      name: `table ${index}`,
      sql: `CREATE TABLE t${index} (x)`,
    }))
    for (let known = 1; known <= many.length; known++) open(many.slice(0, known)).close()
    const versions = backups().map((file) => Number(/-v(\d+)/.exec(file)?.[1]))
    expect(versions).toEqual(many.slice(-keptBackups - 1, -1).map((migration) => migration.version))
  })

  it('leaves a migration that fails wholly undone, with the older ones kept', () => {
    open(migrations.slice(0, 1)).close()
    const broken = { version: 2, name: 'broken', sql: 'CREATE TABLE half (x); CREATE TABLE notes (x)' }
    expect(codeOf(() => open([...migrations.slice(0, 1), broken]))).toMatchObject({ code: 'storage.failed' })
    const db = open(migrations.slice(0, 1))
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name = 'half'`).all()).toEqual([])
    db.close()
  })

  it('refuses a file of a newer version and leaves every byte of it alone', () => {
    open(migrations).close()
    const path = join(folder, 'notes.db')
    const bytes = readFileSync(path)
    expect(codeOf(() => open(migrations.slice(0, 1)))).toMatchObject({
      code: 'storage.newer',
      detail: expect.stringContaining('newer'),
    })
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('says damaged for a file that is no database and for one cut short', () => {
    const path = join(folder, 'notes.db')
    writeFileSync(path, 'these are not the bytes of a database'.repeat(200))
    expect(codeOf(() => open(migrations))).toMatchObject({ code: 'storage.damaged' })
    rmSync(path)

    const db = open(migrations.slice(0, 1))
    inTransaction(db, () => {
      for (let row = 0; row < 500; row++) db.prepare('INSERT INTO notes VALUES (?)').run('x'.repeat(200))
    })
    db.close()
    copyFileSync(path, join(folder, 'cut.db'))
    truncateSync(join(folder, 'cut.db'), 5000)
    expect(codeOf(() => open(migrations, join(folder, 'cut.db')))).toMatchObject({ code: 'storage.damaged' })
  })

  it('says that saving failed where the place cannot be a folder', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(codeOf(() => open(migrations, join(folder, 'file', 'notes.db')))).toMatchObject({ code: 'storage.failed' })
  })

  it('refuses a list of migrations with a gap', () => {
    expect(codeOf(() => open(migrations.slice(1)))).toMatchObject({ detail: expect.stringContaining('expected 1') })
  })

  it('lets another connection read while the first one writes, and refuses its writes', () => {
    const writer = open(migrations)
    const reader = openForReading(join(folder, 'notes.db'))
    writer.exec(`INSERT INTO notes (text) VALUES ('seen')`)
    expect(reader.prepare('SELECT text FROM notes').all()).toEqual([{ text: 'seen' }])
    expect(() => reader.exec(`INSERT INTO notes (text) VALUES ('no')`)).toThrow('readonly')
    reader.close()
    writer.close()
    expect(codeOf(() => openForReading(join(folder, 'absent.db')))).toMatchObject({ code: 'storage.failed' })
  })
})

describe('inTransaction', () => {
  it('writes all or nothing and passes on what was thrown', () => {
    const db = open(migrations)
    expect(inTransaction(db, () => db.prepare(`INSERT INTO notes (text) VALUES ('kept')`).run().changes)).toBe(1)
    expect(() =>
      inTransaction(db, () => {
        db.exec(`INSERT INTO notes (text) VALUES ('lost')`)
        throw new Error('half-way')
      }),
    ).toThrow('half-way')
    expect(db.prepare('SELECT text FROM notes').all()).toEqual([{ text: 'kept' }])
    db.close()
  })

  it('names a full disk', () => {
    const db = open(migrations)
    db.exec('PRAGMA max_page_count = 4')
    const thrown = codeOf(() =>
      inTransaction(db, () => db.prepare('INSERT INTO notes (text) VALUES (?)').run('x'.repeat(100_000))),
    )
    expect(storageError(thrown, 'writing notes')).toMatchObject({ code: 'storage.diskFull' })
    expect(db.isTransaction).toBe(false)
    db.close()
  })
})

describe('reading rows', () => {
  const schema = z.object({ text: z.string() })

  it('gives what the schema says, null for no row, and damaged for anything else', () => {
    expect(readRow(schema, { text: 'a', more: 1 })).toEqual({ text: 'a' })
    expect(readRows(schema, [{ text: 'a' }, { text: 'b' }])).toHaveLength(2)
    expect(readOptionalRow(schema, undefined)).toBeNull()
    expect(codeOf(() => readRow(schema, { text: 7 }))).toMatchObject({ code: 'storage.damaged' })
    expect(codeOf(() => readOptionalRow(schema, null))).toMatchObject({ code: 'storage.damaged' })
  })
})
