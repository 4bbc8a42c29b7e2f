import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openPreferences } from '../../electron/desktop/preferences.ts'
import { exportUsage } from '../../electron/gateway/ledger/export-usage.ts'
import { openLedger } from '../../electron/gateway/ledger/ledger.ts'
import { createScratch } from '../../electron/runner/scratch.ts'
import { type Disk, systemDisk } from '../../electron/runner/tools/files/disk.ts'
import { putFile } from '../../electron/runner/tools/files/put-file.ts'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { makeDailyBackup } from '../../electron/storage/daily-backup.ts'
import { placeSamples } from '../../electron/supervisor/samples/sample-documents.ts'
import { CodedError } from '../../shared/contract/errors.ts'
import { everybodys } from '../../shared/model/money-report.ts'
import { instantSchema } from '../../shared/model/brand.ts'
import { housePlaces, prepareHouse } from './house-places.ts'
import { books, long, openCompanion, type Place, readWhole } from './place.ts'
import { intentOf } from '../gateway/ledger/make-ledger.ts'
import { birthday, makeAgent } from '../helpers/things.ts'

const day = 86_400_000
const isOneOf = (text: string): 'old' | 'new' => {
  if (text === long('old')) return 'old'
  if (text === long('new')) return 'new'
  throw new Error('neither the old nor the new')
}
async function putReport(folder: string, text: string, disk: Disk): Promise<string> {
  const journal = { begin: async (_: number, path: string) => ({ path, done: false }), end: async () => undefined }
  const nameAt = (attempt: number) => (attempt === 1 ? 'report.md' : `report (${attempt}).md`)
  return putFile({ folder, nameAt, bytes: Buffer.from(text), mark: 'run-1' }, journal, disk)
}

const agentNamed = (id: string, text: string) => makeAgent({ id, name: text.slice(0, 60) })

export const places: readonly Place[] = [
  {
    name: 'a report',
    before: async (folder) => writeFileSync(join(folder, 'report.md'), long('old')),
    write: async (folder) => void (await putReport(folder, long('new'), systemDisk)),
    async look(folder) {
      const files = readdirSync(folder).toSorted()
      if (readFileSync(join(folder, 'report.md'), 'utf8') !== long('old')) throw new Error('the report before is gone')
      if (files.length === 1) return 'old'
      const [, second = ''] = ['report.md', ...files.filter((name) => name !== 'report.md')]
      if (files.length > 2) throw new Error(`what is left: ${files.join(', ')}`)
      return isOneOf(readFileSync(join(folder, second), 'utf8'))
    },
  },
  {
    name: 'texts put aside',
    before: async (folder) => void (await createScratch(folder, systemDisk).put(Buffer.from(long('old')))),
    write: async (folder) => void (await createScratch(folder, systemDisk).put(Buffer.from(long('new')))),
    async look(folder) {
      const texts = readdirSync(folder).map((name) => isOneOf(readFileSync(join(folder, name), 'utf8')))
      if (!texts.includes('old')) throw new Error('the text before is gone')
      return texts.includes('new') ? 'new' : 'old'
    },
  },
  {
    name: 'preferences',
    before: async (folder) => openPreferences(folder).write('settings', long('old')),
    write: async (folder) => openPreferences(folder).write('settings', long('new')),
    look: async (folder) => isOneOf(String(openPreferences(folder).read('settings'))),
  },
  {
    name: 'agents, runs and all that main keeps',
    before: async (folder) => {
      const db = openCompanion(folder)
      createAgentRepository(db).save(agentNamed('old', 'old'))
      db.close()
    },
    write: async (folder) => {
      const db = openCompanion(folder)
      try {
        for (let index = 0; index < 40; index += 1)
          createAgentRepository(db).save(agentNamed(`new-${index}`, long('new')))
        createAgentRepository(db).save(agentNamed('new', 'new'))
      } finally {
        db.close()
      }
    },
    async look(folder) {
      const path = join(folder, 'companion.db')
      const ids = readWhole(
        path,
        (db) =>
          new Set<string>(
            createAgentRepository(db)
              .list()
              .map(({ id }) => id),
          ),
      )
      if (!ids.has('old')) throw new Error('the agent before is gone')
      return ids.has('new') ? 'new' : 'old'
    },
  },
  {
    name: 'a database that gets a new shape',
    before: async (folder) => {
      const db = openCompanion(folder, companionMigrations.slice(0, 3))
      db.exec("CREATE TABLE old (text TEXT); INSERT INTO old VALUES ('old')")
      db.close()
    },
    write: async (folder) => openCompanion(folder).close(),
    async look(folder) {
      const { kept, version } = readWhole(join(folder, 'companion.db'), (db) => ({
        kept: db.prepare('SELECT text FROM old').get()?.text,
        version: Number(db.prepare('PRAGMA user_version').get()?.user_version),
      }))
      if (kept !== 'old') throw new Error('what was in it is gone')
      return version > 3 ? 'new' : 'old'
    },
  },
  {
    name: 'the ledger',
    before: async (folder) => {
      const ledger = openLedger(books(folder))
      await ledger.intend(intentOf({ callKey: 'old' }))
      await ledger.close()
    },
    write: async (folder) => {
      const ledger = openLedger(books(folder))
      try {
        for (let index = 0; index < 40; index += 1)
          await ledger.intend(intentOf({ callKey: `new/${index}/${long('x').slice(0, 700)}` }))
        await ledger.intend(intentOf({ callKey: 'new' }))
      } finally {
        await ledger.close()
      }
    },
    async look(folder) {
      const keys = readWhole(join(folder, 'ledger.db'), (db) => {
        const rows = db.prepare('SELECT call_key FROM model_calls').all()
        return new Set(rows.map((row) => row.call_key))
      })
      if (!keys.has('old')) throw new Error('the call before is gone')
      return keys.has('new') ? 'new' : 'old'
    },
  },
  {
    name: 'a daily copy of a database',
    before: async (folder) => {
      const db = openCompanion(folder)
      db.close()
      makeDailyBackup({ path: join(folder, 'companion.db'), folder: join(folder, 'backups'), at: birthday })
    },
    write: async (folder) => {
      const at = instantSchema.parse(birthday + day)
      makeDailyBackup({ path: join(folder, 'companion.db'), folder: join(folder, 'backups'), at })
    },
    async look(folder) {
      const copies = readdirSync(join(folder, 'backups')).toSorted()
      if (copies.some((name) => name.endsWith('.part'))) throw new Error('half a copy is left')
      for (const name of copies) readWhole(join(folder, 'backups', name), () => null)
      if (copies.length === 0) throw new Error('the copy before is gone')
      return copies.length === 1 ? 'old' : 'new'
    },
  },
  {
    name: 'an export of what was used',
    before: async (folder) => writeFileSync(join(folder, 'usage.csv'), long('old')),
    write: async (folder) => {
      const db = new DatabaseSync(exportSource, { readOnly: true })
      try {
        exportUsage(db, {
          target: join(folder, 'usage.csv'),
          format: 'csv',
          from: null,
          to: null,
          only: everybodys,
          names: {},
        })
      } finally {
        db.close()
      }
    },
    async look(folder) {
      const names = readdirSync(folder)
      if (names.length !== 1) throw new Error(`what is left: ${names.join(', ')}`)
      const text = readFileSync(join(folder, 'usage.csv'), 'utf8')
      if (text === long('old')) return 'old'
      if (!text.startsWith('\ufeff') || !text.endsWith('\n')) throw new Error('half an export')
      return 'new'
    },
  },
  ...housePlaces,
  {
    name: 'the sample documents',
    before: async () => undefined,
    write: async (folder) => void (await placeSamples(samples(), join(folder, 'samples'))),
    async look(folder) {
      const names = readdirSync(folder)
      if (names.length === 0) return 'old'
      const placed = existsSync(join(folder, 'samples')) ? readdirSync(join(folder, 'samples')) : []
      if (names.length !== 1 || placed.length !== 3) throw new Error(`what is left: ${names.join(', ')}`)
      return 'new'
    },
  },
]

const workshop = mkdtempSync(join(tmpdir(), 'kaihe-places-'))
process.on('exit', () => rmSync(workshop, { recursive: true, force: true }))
const exportSource = join(workshop, 'ledger.db')

/** What the places need on a disk with room. */
export async function prepareWorkshop(): Promise<void> {
  mkdirSync(join(workshop, 'samples'), { recursive: true })
  for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(workshop, 'samples', name), long(name))
  await openLedger(books(workshop)).close()
  await prepareHouse()
}

function samples(): string {
  return join(workshop, 'samples')
}

/** Puts a report where another lies, on a disk that may be broken, and then with one that is not; null when all is as it should be. */
export async function tryReport(disk: Disk): Promise<string | null> {
  const folder = mkdtempSync(join(workshop, 'report-'))
  writeFileSync(join(folder, 'report.md'), long('old'))
  const [place] = places
  if (place === undefined) throw new Error('no places')
  try {
    await putReport(folder, long('new'), disk)
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) return `says ${String(thrown)}`
  }
  try {
    await place.look(folder)
    await place.write(folder)
    return (await place.look(folder)) === 'new' ? null : 'does not recover'
  } catch (thrown) {
    return String(thrown)
  }
}
