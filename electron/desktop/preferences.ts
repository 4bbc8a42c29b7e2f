import { join } from 'node:path'
import { CodedError } from '../../shared/contract/errors.ts'
import { openJsonFile } from '../storage/json-file.ts'

type Key = 'settings' | 'window' | 'meter'

/** Language, theme, window and the like; facts about agents and money are in the databases. */
export type Preferences = {
  read(key: Key): unknown
  write(key: Key, value: unknown): void
}

/** Raised when a version of the app stores what older ones would lose by writing theirs. */
const format = 1

/** What is known of the settings of a file that could not be read: it may have held limits. */
const unreadable = { settings: { computerBudgets: 'unreadable' } }

/**
 * Opens the preferences file in the data folder; a damaged file is set aside and started anew. Throws `storage.newer` for one of a newer
 * version of the app, which is left untouched.
 */
export function openPreferences(folder: string): Preferences {
  const file = openJsonFile(join(folder, 'preferences.json'))
  const stored = file.damaged ? unreadable : file.read()
  const values = new Map<string, unknown>(typeof stored === 'object' && stored !== null ? Object.entries(stored) : [])
  const found = values.get('format')
  if (typeof found === 'number' && found > format) {
    throw new CodedError('storage.newer', {}, `preferences are at version ${found}, this app knows ${format}`)
  }
  values.set('format', format)
  return {
    read: (key) => values.get(key),
    write(key, value) {
      file.write(Object.fromEntries([...values, [key, value]]))
      values.set(key, value)
    },
  }
}
