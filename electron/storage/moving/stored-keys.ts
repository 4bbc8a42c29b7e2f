import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { readRows } from '../read-rows.ts'
import { storageError } from '../storage-error.ts'
import { inTransaction } from '../transaction.ts'
import { movedKeySchema } from './manifest.ts'

/** A key or password as it is kept on this computer: ciphertext, or readable where the owner agreed to that. */
export const storedKeySchema = movedKeySchema
  .omit({ text: true })
  .extend({ storage: z.enum(['protected', 'unprotected']), content: z.string() })
export type StoredKey = z.infer<typeof storedKeySchema>

/** Every key and password of companion.db. */
export function readStoredKeys(db: DatabaseSync): StoredKey[] {
  const rows = db
    .prepare(
      `SELECT 'provider' AS place, provider_id AS name, storage, content FROM provider_keys
       UNION ALL SELECT 'kept', name, storage, content FROM kept_secrets`,
    )
    .all()
  return readRows(storedKeySchema, rows)
}

/** Puts keys into a companion.db that nothing has opened yet. Throws `storage.*`. */
export function putStoredKeys(path: string, keys: readonly StoredKey[]): void {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: true })
  try {
    const ofProvider = db.prepare(
      `INSERT OR REPLACE INTO provider_keys (provider_id, storage, content) SELECT id, ?, ? FROM providers WHERE id = ?`,
    )
    const provider = db.prepare(`UPDATE providers SET body = json_set(body, '$.keyStorage', ?) WHERE id = ?`)
    const kept = db.prepare('INSERT OR REPLACE INTO kept_secrets (name, storage, content) VALUES (?, ?, ?)')
    inTransaction(db, () => {
      for (const { place, name, storage, content } of keys) {
        if (place === 'kept') kept.run(name, storage, content)
        else {
          ofProvider.run(storage, content, name)
          provider.run(storage, name)
        }
      }
    })
  } catch (thrown) {
    throw storageError(thrown, 'putting keys back')
  } finally {
    db.close()
  }
}
