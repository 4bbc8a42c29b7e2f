import { computerBudgetsSchema } from '../../../shared/model/budget.ts'
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

const mostLimits = 12
const closedLimit: Settings['computerBudgets'][number] = {
  id: 'unreadable',
  scope: 'computer',
  period: 'day',
  limit: { kind: 'tokens', tokens: 0 },
  warnAt: 100,
  whenReached: 'wait',
}

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

/** Reads stored preferences, each on its own; what is missing or unreadable has its default, except for limits. */
export function readSettings(stored: unknown): Settings {
  const values = new Map<string, unknown>(typeof stored === 'object' && stored !== null ? Object.entries(stored) : [])
  const readable = Object.entries(settingsSchema.shape).flatMap(([field, schema]) => {
    const parsed = schema.safeParse(values.get(field))
    return parsed.success ? [[field, parsed.data]] : []
  })
  const computerBudgets = readLimits(values.get('computerBudgets'))
  // Whoever has chosen something before has been here before.
  const welcomed = Object.keys(settingsSchema.shape).some((field) => values.has(field))
  return settingsSchema.parse({ ...defaultSettings, welcomed, ...Object.fromEntries(readable), computerBudgets })
}

/** A limit that cannot be read becomes one that lets nothing through, until the owner has said what it should be. */
function readLimits(stored: unknown): Settings['computerBudgets'] {
  if (stored === undefined) return []
  const limits = (Array.isArray(stored) ? stored : [null]).slice(0, mostLimits).map((each: unknown) => {
    return computerBudgetsSchema.element.safeParse(each).data
  })
  const readable = limits.flatMap((each) => (each === undefined || each.id === closedLimit.id ? [] : [each]))
  return readable.length === limits.length ? readable : [...readable, closedLimit]
}

/** Whether a limit could not be read, so that agents wait for the owner. */
export function hasClosedLimit({ computerBudgets }: Pick<Settings, 'computerBudgets'>): boolean {
  return computerBudgets.some(({ id }) => id === closedLimit.id)
}
