import type { DatabaseSync } from 'node:sqlite'
import { exportUsage } from '../gateway/ledger/export-usage.ts'
import { ledgerMigrations } from '../gateway/ledger/schema.ts'
import { findDisagreement } from '../gateway/ledger/sums.ts'
import { otherNames } from '../gateway/prices/price-book.ts'
import { answerPortCalls, type MessagePortLike } from '../ipc/port-calls.ts'
import { makeDailyBackup } from '../storage/daily-backup.ts'
import { findRuns } from '../storage/companion/find-runs.ts'
import { companionMigrations } from '../storage/companion/migrations.ts'
import { packHouse } from '../storage/moving/pack.ts'
import { putStoredKeys } from '../storage/moving/stored-keys.ts'
import { unpackHouse } from '../storage/moving/unpack.ts'
import { openForReading } from '../storage/open-database.ts'
import { isSound } from '../storage/recovery/newest-backup.ts'
import { isFileDamage, storageError } from '../storage/storage-error.ts'
import { exportEverything } from './export/everything.ts'
import { keeperOperations, type KeeperContract } from './protocol.ts'
import { readMoneyPage } from './read-money-page.ts'
import { readDecisions } from './read-decisions.ts'
import { readHistory } from './read-history.ts'
import { readValue } from './read-value.ts'

/** Answers main's orders, one after the other. Its process lives for as long as main has one. */
export function createKeeper(port: MessagePortLike): void {
  answerPortCalls<KeeperContract>(port, keeperOperations, {
    check: async ({ path, file }) => ({ damage: reading(path, (db) => damageIn(db, file)) }),
    async backUp(order) {
      makeDailyBackup(order)
      return {}
    },
    pack: (order) => packHouse(order),
    exportAll: (order) => exportEverything(order, (progress) => port.postMessage({ progress })),
    unpack: (order) =>
      unpackHouse({ ...order, knows: { companion: companionMigrations.length, ledger: ledgerMigrations.length } }),
    async putKeys({ path, keys }) {
      putStoredKeys(path, keys)
      return {}
    },
    export: async ({ path, ...order }) => ({ count: reading(path, (db) => exportUsage(db, order)) }),
    money: readMoneyPage,
    sameModels: async () => ({ names: await otherNames() }),
    value: async ({ path, ...order }) => reading(path, (db) => readValue(db, order)),
    history: async ({ path, ...order }) => reading(path, (db) => readHistory(db, order)),
    decisions: async ({ path, ...order }) => reading(path, (db) => readDecisions(db, order)),
    search: async ({ path, words, limit }) => ({ runIds: reading(path, (db) => findRuns(db, words, limit)) }),
  })
}

function damageIn(db: DatabaseSync, file: 'companion' | 'ledger'): 'file' | 'sums' | null {
  try {
    if (!isSound(db)) return 'file'
    if (file === 'companion') return null
    // Sums and events of one and the same moment.
    db.exec('BEGIN')
    const { days, runs, reports } = findDisagreement(db)
    return days.length + runs.length + reports.length > 0 ? 'sums' : null
  } catch (thrown) {
    if (isFileDamage(thrown)) return 'file'
    throw storageError(thrown, 'checking')
  }
}

function reading<Value>(path: string, use: (db: DatabaseSync) => Value): Value {
  const db = openForReading(path)
  try {
    return use(db)
  } finally {
    db.close()
  }
}
