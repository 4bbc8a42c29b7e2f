import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDailyBackup, newestDailyBackup, tooOld } from '../../electron/storage/daily-backup.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { instantSchema } from '../../shared/model/brand.ts'

const day = 86_400_000
const noon = (days: number) => instantSchema.parse(Date.UTC(2026, 0, 1, 12) + days * day)
let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-daily-'))
  path = join(folder, 'notes.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () =>
  openDatabase({
    path,
    migrations: [{ version: 1, name: 'notes', sql: 'CREATE TABLE notes (text TEXT) STRICT' }],
    backupFolder: null,
    now: () => noon(0),
  })

describe('daily copies', () => {
  it('hold what was committed while the writer goes on, and are whole', () => {
    const writer = open()
    writer.exec(`INSERT INTO notes VALUES ('in the log')`)
    const copies = join(folder, 'backups')
    makeDailyBackup({ path, folder: copies, at: noon(3) })
    writer.exec(`INSERT INTO notes VALUES ('later')`)
    writer.close()
    expect(newestDailyBackup(path, copies)).toBe(noon(3))
    const copy = new DatabaseSync(join(copies, readdirSync(copies)[0] ?? ''), { readOnly: true })
    expect(copy.prepare('SELECT text FROM notes').all()).toEqual([{ text: 'in the log' }])
    copy.close()
  })

  it('are not made of what is damaged, and leave nothing half-written', () => {
    writeFileSync(path, 'no database '.repeat(900))
    const copies = join(folder, 'backups')
    expect(() => makeDailyBackup({ path, folder: copies, at: noon(0) })).toThrow(
      expect.objectContaining({ code: 'storage.damaged' }),
    )
    expect(readdirSync(copies)).toEqual([])
  })

  it('stay for seven days and four weeks', () => {
    const copies = Array.from({ length: 100 }, (_, ago) => ({ path: `${ago}`, at: noon(200 - ago), bytes: 10 }))
    const gone = new Set(tooOld(copies))
    const kept = copies.filter((copy) => !gone.has(copy.path)).map((copy) => Number(copy.path))
    expect(kept.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(kept).toHaveLength(11)
    expect(kept.at(-1)).toBeGreaterThanOrEqual(21)
  })

  it('of a large database stay while there is room, the newest two always', () => {
    const copies = Array.from({ length: 9 }, (_, ago) => ({
      path: `${ago}`,
      at: noon(200 - ago),
      bytes: 3 * 1024 ** 3,
    }))
    expect(tooOld(copies)).toEqual(['2', '3', '4', '5', '6', '7', '8'])
  })
})
