import type { Settings } from '../../../shared/model/settings.ts'
import type { Holds } from '../power/holds.ts'
import type { PowerService } from '../power/power-service.ts'
import type { SettingsChanges, SettingsService } from './settings-service.ts'

/** Saves preferences and does what follows from them; the page, the tray and the menu all come through here. */
export async function changeSettings(
  services: {
    settings: SettingsService
    agents: { followLanguage(): void }
    providers: { followLanguage(): void }
    holds: Holds
    power: Pick<PowerService, 'current' | 'setLaunchAtLogin' | 'setShortcut'>
  },
  changes: SettingsChanges,
): Promise<Settings> {
  const { settings, agents, providers, holds, power } = services
  const before = settings.current()
  // The owner may have switched it in the system's own settings.
  const launches = power.current().launchesAtLogin ?? before.launchAtLogin
  const languageBefore = settings.language()
  // First what can fail: a preference that could not be carried out is not saved.
  if (changes.launchAtLogin !== undefined && changes.launchAtLogin !== launches) {
    await power.setLaunchAtLogin(changes.launchAtLogin)
  }
  if (changes.stopShortcut !== undefined && changes.stopShortcut !== before.stopShortcut) {
    power.setShortcut('stop', changes.stopShortcut, before.stopShortcut)
  }
  if (changes.clipboardShortcut !== undefined && changes.clipboardShortcut !== before.clipboardShortcut) {
    power.setShortcut('clipboard', changes.clipboardShortcut, before.clipboardShortcut)
  }
  // Going on, and a pause without an end, do away with the end of an older pause.
  const pausedUntil = changes.paused === true ? (changes.pausedUntil ?? null) : null
  const after = settings.save(changes.paused === undefined ? changes : { ...changes, pausedUntil })
  if (after.paused !== before.paused) holds.set('paused', after.paused)
  if (settings.language() !== languageBefore) {
    agents.followLanguage()
    providers.followLanguage()
  }
  return after
}
