import Store from 'electron-store'

/** Language, theme, window and the like; facts about agents and money are in the databases. */
export type Preferences = {
  read(key: 'settings' | 'window'): unknown
  write(key: 'settings' | 'window', value: unknown): void
}

/** Opens the preferences file in the data folder; a damaged file is set aside and started anew. */
export function openPreferences(folder: string): Preferences {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'preferences', clearInvalidConfig: true })
  return {
    read: (key) => store.get(key),
    write: (key, value) => store.set(key, value),
  }
}
