import type { Settings } from '../../../shared/model/settings.ts'
import type { SettingsChanges, SettingsService } from './settings-service.ts'

/** Saves preferences and does what follows from them; the page, the tray and the menu all come through here. */
export async function changeSettings(
  services: {
    settings: SettingsService
    agents: { followLanguage(): void }
    providers: { followLanguage(): void }
    runs: { hold(held: boolean): void }
    desktop: { setLaunchAtLogin(enabled: boolean): Promise<void> }
  },
  changes: SettingsChanges,
): Promise<Settings> {
  const { settings, agents, providers, runs, desktop } = services
  const before = settings.current()
  const languageBefore = settings.language()
  // First what can fail: a preference that could not be carried out is not saved.
  if (changes.launchAtLogin !== undefined && changes.launchAtLogin !== before.launchAtLogin) {
    await desktop.setLaunchAtLogin(changes.launchAtLogin)
  }
  const after = settings.save(changes)
  if (after.paused !== before.paused) runs.hold(after.paused)
  if (settings.language() !== languageBefore) {
    agents.followLanguage()
    providers.followLanguage()
  }
  return after
}
