import { describe, expect, it } from 'vitest'
import { keysPressed, keysText } from '../../../../renderer/features/settings/shortcut-keys.ts'
import { settingsSchema } from '../../../../shared/model/settings.ts'

const up = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

describe('keys that are pressed to set a shortcut', () => {
  it.each([
    [{ ...up, ctrlKey: true, altKey: true, code: 'KeyS' }, 'Control+Alt+S'],
    [{ ...up, metaKey: true, shiftKey: true, code: 'Digit0' }, 'Super+Shift+0'],
    [{ ...up, code: 'F9' }, 'F9'],
    [{ ...up, altKey: true, code: 'ArrowDown' }, 'Alt+Down'],
    // Needed for typing, or not a whole shortcut yet.
    [{ ...up, code: 'KeyS' }, null],
    [{ ...up, shiftKey: true, code: 'KeyS' }, null],
    [{ ...up, ctrlKey: true, code: 'ControlLeft' }, null],
    [{ ...up, ctrlKey: true, code: 'BracketLeft' }, null],
  ])('%j', (event, expected) => {
    expect(keysPressed(event)).toBe(expected)
    expect(settingsSchema.shape.stopShortcut.safeParse(expected).success).toBe(true)
  })

  it('are shown as they are printed', () => {
    expect(keysText('Control+Alt+S', 'linux')).toBe('Ctrl Alt S')
    expect(keysText('Super+Shift+F1', 'win32')).toBe('Win Shift F1')
    expect(keysText('Control+Alt+Super+S', 'darwin')).toBe('⌃ ⌥ ⌘ S')
  })
})
