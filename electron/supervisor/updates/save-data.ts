import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What a newer version may change, and what comes back with the old one. Of a database that was not closed by its last writer, as when that
 * was ended, the newest part still lies in its log beside it.
 */
const saved = ['companion.db', 'companion.db-wal', 'ledger.db', 'ledger.db-wal', 'preferences.json']

/** Copies it beside the fetched version, in place of an earlier copy; everything is closed by then. */
export async function saveData(dataFolder: string): Promise<void> {
  const into = join(dataFolder, 'updates', 'saved')
  await rm(into, { recursive: true, force: true })
  await mkdir(into, { recursive: true, mode: 0o700 })
  for (const name of saved) {
    await copyFile(join(dataFolder, name), join(into, name)).catch((thrown: unknown) => {
      if (!String(thrown).includes('ENOENT')) throw thrown
    })
  }
}
