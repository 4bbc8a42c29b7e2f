type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Insert: 'Insert',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}

/**
 * Keys that were pressed, in Electron's spelling; null while only modifiers are down, or when the keys are needed for typing: a
 * letter needs Ctrl, Alt or the system's key beside it.
 */
export function keysPressed(event: Pressed): string | null {
  const key = keyOf(event.code)
  if (key === null) return null
  const parts = [
    event.ctrlKey ? 'Control' : '',
    event.altKey ? 'Alt' : '',
    event.metaKey ? 'Super' : '',
    event.shiftKey ? 'Shift' : '',
  ].filter(Boolean)
  const types = !/^F\d/.test(key)
  if (types && !event.ctrlKey && !event.altKey && !event.metaKey) return null
  return [...parts, key].join('+')
}

/** Keys as they are printed on a keyboard: "Ctrl Alt S", on a Mac "⌃ ⌥ S". */
export function keysText(keys: string, platform: 'linux' | 'darwin' | 'win32'): string {
  const printed: Readonly<Record<string, string>> =
    platform === 'darwin'
      ? { Control: '⌃', Alt: '⌥', Shift: '⇧', Super: '⌘' }
      : { Control: 'Ctrl', Super: platform === 'win32' ? 'Win' : 'Super' }
  return keys
    .split('+')
    .map((key) => printed[key] ?? key)
    .join(' ')
}

function keyOf(code: string): string | null {
  const letter = /^(?:Key([A-Z])|Digit(\d))$/.exec(code)
  if (letter !== null) return letter[1] ?? letter[2] ?? null
  if (/^F([1-9]|1\d|2[0-4])$/.test(code)) return code
  return named[code] ?? null
}
