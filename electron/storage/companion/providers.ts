import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { ProviderId } from '../../../shared/model/brand.ts'
import { type Provider, providerSchema } from '../../../shared/model/provider.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'
import { inTransaction } from '../transaction.ts'

const storedKeySchema = z.object({
  storage: z.enum(['protected', 'unprotected']),
  /** Base64 ciphertext, or the key itself when unprotected. */
  content: z.string(),
})
export type StoredKey = z.infer<typeof storedKeySchema>

export type ProviderRepository = {
  list(): Provider[]
  find(providerId: ProviderId): Provider | null
  /** Writes a provider together with its key, so that a new address is never stored beside an old key. */
  save(provider: Provider, key: StoredKey | null): void
  remove(providerId: ProviderId): void
  keyOf(providerId: ProviderId): StoredKey | null
}

const rowSchema = z.object({ body: z.string() })

/** Providers the owner set up, as rows of `companion.db`; the practice model is not among them. */
export function createProviderRepository(db: DatabaseSync): ProviderRepository {
  const all = db.prepare('SELECT body FROM providers ORDER BY rowid')
  const one = db.prepare('SELECT body FROM providers WHERE id = ?')
  const upsert = db.prepare(
    'INSERT INTO providers (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  )
  const remove = db.prepare('DELETE FROM providers WHERE id = ?')
  const key = db.prepare('SELECT storage, content FROM provider_keys WHERE provider_id = ?')
  const saveKey = db.prepare(
    `INSERT INTO provider_keys (provider_id, storage, content) VALUES (?, ?, ?)
     ON CONFLICT (provider_id) DO UPDATE SET storage = excluded.storage, content = excluded.content`,
  )
  const removeKey = db.prepare('DELETE FROM provider_keys WHERE provider_id = ?')
  return {
    list: () => readRows(rowSchema, all.all()).map(providerOf),
    find(providerId) {
      const found = readOptionalRow(rowSchema, one.get(providerId))
      return found === null ? null : providerOf(found)
    },
    save(provider, storedKey) {
      inTransaction(db, () => {
        upsert.run(provider.id, JSON.stringify(provider))
        if (storedKey === null) removeKey.run(provider.id)
        else saveKey.run(provider.id, storedKey.storage, storedKey.content)
      })
    },
    remove(providerId) {
      remove.run(providerId)
    },
    keyOf: (providerId) => readOptionalRow(storedKeySchema, key.get(providerId)),
  }
}

function providerOf(row: { body: string }): Provider {
  return readRow(providerSchema, JSON.parse(row.body))
}
