import type { ElectronApplication, Locator, Page } from '@playwright/test'

/** Presses what makes the page or the app go away; it may be gone before the press is reported as done. */
export async function pressAway(button: Locator, goes: Page | ElectronApplication): Promise<void> {
  const gone = 'windows' in goes ? goes.waitForEvent('close') : goes.waitForEvent('close')
  await Promise.all([gone, button.click().catch(() => undefined)])
}
