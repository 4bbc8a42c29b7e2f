import { globalShortcut } from 'electron'
import type { ShortcutName, ShortcutState } from '../../shared/model/power.ts'

const current = new Map<ShortcutName, string>()

/** Lets go of the keys from before and listens to these, in every program; null: to none. */
export function setShortcut(name: ShortcutName, keys: string | null, onPressed: () => void): ShortcutState {
  const before = current.get(name)
  if (before !== undefined) globalShortcut.unregister(before)
  current.delete(name)
  if (keys === null) return 'off'
  // The system gives the same keys twice to one program, and then only one of them hears.
  if ([...current.values()].includes(keys) || !register(keys, onPressed)) return 'taken'
  current.set(name, keys)
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
