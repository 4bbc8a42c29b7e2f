import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPreferences } from '../../electron/desktop/preferences.ts'
import { ledgerMigrations } from '../../electron/gateway/ledger/schema.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { knownVersions, refuseNewerData } from '../../electron/storage/newer-data.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'newer-data-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: 'companion' | 'ledger', version: number): string {
  const path = join(folder, `${name}.db`)
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA journal_mode = WAL; CREATE TABLE things (x); PRAGMA user_version = ${version}`)
  db.close()
  return path
}

it('knows the newest shape of both databases', () => {
  expect(knownVersions).toEqual({ companion: companionMigrations.length, ledger: ledgerMigrations.length })
})

it.each(['companion', 'ledger'] as const)(
  'refuses a newer %s, also when the other is not, and leaves it alone',
  (name) => {
    write(name === 'ledger' ? 'companion' : 'ledger', 1)
    const path = write(name, knownVersions[name] + 1)
    const bytes = readFileSync(path)
    expect(() => refuseNewerData(folder)).toThrow(expect.objectContaining({ code: 'storage.newer' }))
    expect(readFileSync(path).equals(bytes)).toBe(true)
  },
)

it('lets pass what is known, what is not there yet, and what is no database: others say that better', () => {
  refuseNewerData(folder)
  write('companion', knownVersions.companion)
  writeFileSync(join(folder, 'ledger.db'), 'no database')
  refuseNewerData(folder)
})

it('preferences of a newer version are refused and keep what this one does not know', () => {
  const path = join(folder, 'preferences.json')
  const newer = JSON.stringify({ format: 2, settings: { theme: 'dark', skin: 'of the future' } })
  writeFileSync(path, newer)
  expect(() => openPreferences(folder)).toThrow(expect.objectContaining({ code: 'storage.newer' }))
  expect(readFileSync(path, 'utf8')).toBe(newer)
})

it('preferences say which version wrote them, and older ones without a word are read', () => {
  const path = join(folder, 'preferences.json')
  writeFileSync(path, JSON.stringify({ settings: { theme: 'dark' } }))
  const preferences = openPreferences(folder)
  expect(preferences.read('settings')).toEqual({ theme: 'dark' })
  preferences.write('window', { width: 800 })
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    settings: { theme: 'dark' },
    format: 1,
    window: { width: 800 },
  })
})
