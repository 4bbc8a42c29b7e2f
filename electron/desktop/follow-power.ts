import { app, BrowserWindow, powerMonitor, powerSaveBlocker } from 'electron'
import type { Companion } from '../companion.ts'
import type { Battery } from '../supervisor/power/good-guest.ts'

/**
 * Tells the services when the computer sleeps, wakes or is unlocked, and ends in time when it is shut down or the owner
 * signs out. `leave` ends the app without asking anyone.
 */
export function followPower(companion: Pick<Companion, 'sleep' | 'wake'>, leave: () => void): void {
  powerMonitor.on('suspend', () => companion.sleep())
  powerMonitor.on('resume', () => companion.wake())
  // Locking changes nothing for agents; unlocking may have opened the key store, and some systems say only that.
  powerMonitor.on('unlock-screen', () => companion.wake())
  // Linux and macOS ask whether they may go on; agents are at a place they can go on from in a moment.
  powerMonitor.on('shutdown', () => leave())
  // Windows tells it to windows alone. Without one the app is ended as it is, and what it has recorded is whole.
  const followEnd = (window: BrowserWindow) => {
    window.on('session-end', () => leave())
  }
  for (const window of BrowserWindow.getAllWindows()) followEnd(window)
  app.on('browser-window-created', (_event, window) => followEnd(window))
}

/** What the system says of its battery, once the app is ready. */
export const systemBattery: Battery = {
  isUsed: () => powerMonitor.isOnBatteryPower(),
  follow(listener) {
    powerMonitor.on('on-battery', listener)
    powerMonitor.on('on-ac', listener)
    return () => {
      powerMonitor.off('on-battery', listener)
      powerMonitor.off('on-ac', listener)
    }
  },
}

/** Keeps the system from falling asleep by itself; the screen may go dark. The result lets it sleep again. */
export function keepSystemAwake(): () => void {
  const blocker = powerSaveBlocker.start('prevent-app-suspension')
  return () => {
    powerSaveBlocker.stop(blocker)
  }
}
