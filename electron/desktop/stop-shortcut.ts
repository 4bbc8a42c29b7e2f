import { globalShortcut } from 'electron'
import type { Power } from '../../shared/model/power.ts'

let current: string | null = null

/** Lets go of the keys from before and listens to these, in every program; null: to none. */
export function setStopShortcut(keys: string | null, onPressed: () => void): Power['stopShortcut'] {
  if (current !== null) globalShortcut.unregister(current)
  current = null
  if (keys === null) return 'off'
  if (!register(keys, onPressed)) return 'taken'
  current = keys
  // A Wayland desktop hears keys for its own windows and decides by itself what others are told.
  return isWayland() ? 'unsure' : 'works'
}

/** False when the system refuses the keys, or does not know them. */
function register(keys: string, onPressed: () => void): boolean {
  try {
    return globalShortcut.register(keys, onPressed)
  } catch {
    return false
  }
}

function isWayland(): boolean {
  return process.platform === 'linux' && process.env.XDG_SESSION_TYPE === 'wayland'
}
