import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { readOptionalRow } from '../read-rows.ts'

/** Passwords of mailboxes and secrets of webhooks: as ciphertext, or readable where the owner agreed to that. */
export const keptSecretTables = `
CREATE TABLE kept_secrets (
  name TEXT PRIMARY KEY,
  storage TEXT NOT NULL CHECK (storage IN ('protected', 'unprotected')),
  content TEXT NOT NULL
) STRICT;
`

export type KeptSecret = { readonly storage: 'protected' | 'unprotected'; readonly content: string }

export type KeptSecretRepository = {
  find(name: string): KeptSecret | null
  save(name: string, secret: KeptSecret): void
  remove(name: string): void
}

const rowSchema = z.object({ storage: z.enum(['protected', 'unprotected']), content: z.string() })

export function createKeptSecretRepository(db: DatabaseSync): KeptSecretRepository {
  const find = db.prepare('SELECT storage, content FROM kept_secrets WHERE name = ?')
  const save = db.prepare('INSERT OR REPLACE INTO kept_secrets (name, storage, content) VALUES (?, ?, ?)')
  const remove = db.prepare('DELETE FROM kept_secrets WHERE name = ?')
  return {
    find: (name) => readOptionalRow(rowSchema, find.get(name)),
    save(name, { storage, content }) {
      save.run(name, storage, content)
    },
    remove(name) {
      remove.run(name)
    },
  }
}
