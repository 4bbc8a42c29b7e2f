import { mkdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'

/**
 * Starts the app, hidden, when the owner signs in. Electron's own setting does nothing on Linux, where a desktop entry in
 * the autostart folder is the rule: https://specifications.freedesktop.org/autostart-spec
 */
export async function setLaunchAtLogin(enabled: boolean): Promise<void> {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: enabled, args: ['--hidden'] })
    return
  }
  const folder = join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart')
  const file = join(folder, 'kaihe-companion.desktop')
  if (!enabled) {
    await rm(file, { force: true })
    return
  }
  await mkdir(folder, { recursive: true })
  await writeFile(file, desktopEntry())
}

function desktopEntry(): string {
  const command = app.isPackaged ? [process.execPath, '--hidden'] : [process.execPath, app.getAppPath(), '--hidden']
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${app.getName()}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

function quoted(part: string): string {
  return `"${part.replace(/(["`$\\])/g, '\\$1').replaceAll('%', '%%')}"`
}
