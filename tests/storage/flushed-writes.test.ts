import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFlush, withoutWaiting } from '../../electron/storage/flushed-writes.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { join } from 'node:path'
import { temporaryFolder } from '../helpers/agent-database.ts'
import { birthday } from '../helpers/things.ts'

function open() {
  const path = join(temporaryFolder(), 'some.db')
  const db = openDatabase({ path, migrations: [], backupFolder: null, now: () => birthday })
  onTestFinished(() => {
    if (db.isOpen) db.close()
  })
  db.exec('CREATE TABLE facts (fact)')
  return { path, db }
}

const safety = (db: DatabaseSync) => db.prepare('PRAGMA synchronous').get()

describe('a write that does not wait for the disk', () => {
  it('is committed, and leaves every other write as safe as before', () => {
    const { path, db } = open()
    const full = safety(db)
    let within: unknown = null
    withoutWaiting(db, () => {
      within = safety(db)
      db.exec("INSERT INTO facts VALUES ('a')")
    })
    expect(within).not.toEqual(full)
    expect(safety(db)).toEqual(full)
    const other = new DatabaseSync(path, { readOnly: true })
    expect(other.prepare('SELECT fact FROM facts').all()).toEqual([{ fact: 'a' }])
    other.close()
  })

  it('leaves the others safe when it fails, too', () => {
    const { db } = open()
    const full = safety(db)
    expect(() => withoutWaiting(db, () => db.exec('INSERT INTO nowhere VALUES (1)'))).toThrow('nowhere')
    expect(safety(db)).toEqual(full)
  })
})

describe('the flush', () => {
  it('flushes for all who ask, and lets the database close and open again', async () => {
    const { path, db } = open()
    const flush = createFlush(db)
    flush.commit(() => db.exec("INSERT INTO facts VALUES ('a')"))
    const first = flush.onDisk()
    expect(flush.onDisk()).toBe(first)
    await first
    flush.commit(() => db.exec("INSERT INTO facts VALUES ('b')"))
    const second = flush.onDisk()
    expect(second).not.toBe(first)
    await second
    await flush.close()
    db.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
    expect(statSync(path).size).toBeGreaterThan(0)
    const again = new DatabaseSync(path)
    expect(again.prepare('SELECT fact FROM facts').all()).toEqual([{ fact: 'a' }, { fact: 'b' }])
    again.close()
  })

  it('says when the system cannot', async () => {
    const { db } = open()
    const flush = createFlush(db)
    // Its log is gone with it.
    db.close()
    await expect(flush.onDisk()).rejects.toThrow()
    await flush.close()
  })

  it('has nothing to do for a database in memory', async () => {
    const db = new DatabaseSync(':memory:')
    const flush = createFlush(db)
    await flush.onDisk()
    await flush.close()
    db.close()
  })
})
