import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '../../electron/gateway/ledger/ledger.ts'
import { ledgerMigrations } from '../../electron/gateway/ledger/schema.ts'
import { exportEverything } from '../../electron/keeper/export/everything.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { packHouse } from '../../electron/storage/moving/pack.ts'
import { unpackHouse } from '../../electron/storage/moving/unpack.ts'
import { zoneSchema } from '../../shared/model/brand.ts'
import { defaultSettings } from '../../shared/model/settings.ts'
import { birthday } from '../helpers/things.ts'
import { books, long, openCompanion, type Place, readWhole } from './place.ts'

const workshop = mkdtempSync(join(tmpdir(), 'kaihe-house-'))
process.on('exit', () => rmSync(workshop, { recursive: true, force: true }))
const house = join(workshop, 'house')
const knows = { companion: companionMigrations.length, ledger: ledgerMigrations.length }

/** A data folder on a disk with room, which is backed up and exported. */
export async function prepareHouse(): Promise<void> {
  openCompanion(house).close()
  await openLedger(books(house)).close()
}

/** Backups and exports of everything. */
export const housePlaces: readonly Place[] = [
  {
    name: 'a backup',
    before: async (folder) => writeFileSync(join(folder, 'all.kaihe-backup'), long('old')),
    write: async (folder) => {
      const target = join(folder, 'all.kaihe-backup')
      await packHouse({ dataFolder: house, target, app: '0', at: birthday, passphrase: null, keys: [], work: 10 })
    },
    async look(folder) {
      const names = readdirSync(folder)
      if (names.length !== 1) throw new Error(`what is left: ${names.join(', ')}`)
      const path = join(folder, 'all.kaihe-backup')
      if (readFileSync(path, 'utf8') === long('old')) return 'old'
      await unpackHouse({ source: path, into: join(workshop, 'into'), passphrase: null, at: birthday, knows })
      return 'new'
    },
  },
  {
    name: 'the copies a backup is made of',
    before: async (folder) => openCompanion(folder).close(),
    write: async (folder) => {
      const order = { target: join(workshop, 'elsewhere.kaihe-backup'), app: '0', at: birthday, work: 10 }
      await packHouse({ ...order, dataFolder: folder, passphrase: null, keys: [] })
    },
    async look(folder) {
      const left = readdirSync(folder).filter((name) => !name.startsWith('companion.db') && name !== 'backups')
      if (left.length > 0) throw new Error(`what is left: ${left.join(', ')}`)
      readWhole(join(folder, 'companion.db'), () => null)
      const made = join(workshop, 'elsewhere.kaihe-backup')
      const isMade = existsSync(made)
      rmSync(made, { force: true })
      return isMade ? 'new' : 'old'
    },
  },
  {
    name: 'an export of everything',
    before: async () => undefined,
    write: async (folder) => {
      const settings = { language: 'en' as const, settings: defaultSettings, services: [], names: {} }
      const order = { dataFolder: house, folder, name: 'all', app: '0', at: birthday, zone: zoneSchema.parse('UTC') }
      rmSync(join(folder, 'all'), { recursive: true, force: true })
      await exportEverything({ ...order, ...settings })
    },
    async look(folder) {
      const names = readdirSync(folder)
      if (names.length === 0) return 'old'
      if (names.join() !== 'all') throw new Error(`what is left: ${names.join(', ')}`)
      JSON.parse(readFileSync(join(folder, 'all', 'usage', 'usage.json'), 'utf8'))
      return 'new'
    },
  },
]
