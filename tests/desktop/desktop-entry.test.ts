import { describe, expect, it } from 'vitest'
import { desktopEntry, startsAnything } from '../../electron/desktop/desktop-entry.ts'

describe('the entry that starts the app at sign-in', () => {
  it('names the program and its arguments, each quoted', () => {
    const entry = desktopEntry('Kaihe Companion', ['/home/anna/My apps/Kaihe.AppImage', '--hidden'])
    expect(entry).toContain('\nExec="/home/anna/My apps/Kaihe.AppImage" "--hidden"\n')
    expect(startsAnything(entry)).toBe(true)
  })

  it('survives every character a folder may have', () => {
    expect(desktopEntry('K', ['/a"b$c`d\\e%f'])).toContain('Exec="/a\\\\"b\\\\$c\\\\`d\\\\\\\\e%%f"')
  })

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'that a desktop has switched off with %s starts nothing',
    (line) => {
      expect(startsAnything(`[Desktop Entry]\nType=Application\n${line}\n`)).toBe(false)
    },
  )
})
