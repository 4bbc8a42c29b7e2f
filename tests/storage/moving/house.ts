import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ledgerMigrations } from '../../../electron/gateway/ledger/schema.ts'
import { companionMigrations } from '../../../electron/storage/companion/migrations.ts'
import { createKeptSecretRepository } from '../../../electron/storage/companion/kept-secrets.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { packHouse } from '../../../electron/storage/moving/pack.ts'
import { unpackHouse } from '../../../electron/storage/moving/unpack.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { birthday } from '../../helpers/things.ts'

export const knows = { companion: companionMigrations.length, ledger: ledgerMigrations.length }
export const secretOfMailbox = 'hunter2-is-a-password'

/** A data folder in use: both databases open, with a key, settings, and a kept file. */
export function furnish(folder = temporaryFolder()) {
  const open = (name: string, migrations: typeof companionMigrations) =>
    openDatabase({ path: join(folder, name), migrations, backupFolder: null, now: () => birthday })
  const db = open('companion.db', companionMigrations)
  const ledger = open('ledger.db', ledgerMigrations)
  createKeptSecretRepository(db).save('mail:1', { storage: 'unprotected', content: secretOfMailbox })
  writeFileSync(join(folder, 'preferences.json'), JSON.stringify({ settings: { language: 'zh-CN' } }))
  mkdirSync(join(folder, 'kept', 'run-1'), { recursive: true })
  writeFileSync(join(folder, 'kept', 'run-1', 'before.txt'), 'as it was')
  const close = () => {
    if (db.isOpen) db.close()
    if (ledger.isOpen) ledger.close()
  }
  return { folder, db, ledger, close }
}

export async function pack(dataFolder: string, changed: Partial<Parameters<typeof packHouse>[0]> = {}) {
  const target = join(temporaryFolder(), 'My PC.kaihe-backup')
  const order = { dataFolder, target, app: '0.1.0', at: birthday, passphrase: null, keys: [], work: 10, ...changed }
  await packHouse(order)
  return order.target
}

export async function unpack(source: string, changed: Partial<Parameters<typeof unpackHouse>[0]> = {}) {
  const into = join(temporaryFolder(), 'incoming')
  const order = { source, into, passphrase: null, at: birthday, knows, ...changed }
  return { into: order.into, ...(await unpackHouse(order)) }
}

export function rowsOf(path: string, sql: string): unknown[] {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}
