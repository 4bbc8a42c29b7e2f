import { defaultSettings, type Language, type Settings, settingsSchema } from '../../../shared/model/settings.ts'
import type { Publish } from '../../ipc/publish.ts'
import { storageError } from '../../storage/storage-error.ts'

export type SettingsStore = { read(): unknown; write(settings: Settings): void }

export type SettingsService = {
  current(): Settings
  /** The language in effect, with `system` resolved. */
  language(): Language
  /** Changes what is named and keeps the rest. */
  save(changes: SettingsChanges): Settings
}

export type SettingsChanges = { readonly [Field in keyof Settings]?: Settings[Field] | undefined }

/** The owner's preferences. What cannot be read in the store falls back field by field, so one bad value costs one choice. */
export function createSettingsService(dependencies: {
  store: SettingsStore
  systemLanguage: Language
  publish: Publish
}): SettingsService {
  const { store, systemLanguage, publish } = dependencies
  let settings = readSettings(store.read())
  return {
    current: () => settings,
    language: () => (settings.language === 'system' ? systemLanguage : settings.language),
    save(changes) {
      const named = Object.entries(changes).filter(([, value]) => value !== undefined)
      const changed = settingsSchema.parse({ ...settings, ...Object.fromEntries(named) })
      try {
        store.write(changed)
      } catch (thrown) {
        throw storageError(thrown, 'saving preferences')
      }
      settings = changed
      publish({ type: 'settings.saved', settings })
      return settings
    },
  }
}

/** Reads stored preferences, each on its own; what is missing or unreadable has its default. */
export function readSettings(stored: unknown): Settings {
  const values = new Map(typeof stored === 'object' && stored !== null ? Object.entries(stored) : [])
  const readable = Object.entries(settingsSchema.shape).flatMap(([field, schema]) => {
    const parsed = schema.safeParse(values.get(field))
    return parsed.success ? [[field, parsed.data]] : []
  })
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(readable) })
}
