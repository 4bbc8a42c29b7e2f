import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { desktopEntry, startsAnything } from './desktop-entry.ts'

/**
 * Starts the app, hidden, when the owner signs in. Electron's own setting does nothing on Linux, where a desktop entry in
 * the autostart folder is the rule: https://specifications.freedesktop.org/autostart-spec
 */
export async function setLaunchAtLogin(enabled: boolean): Promise<void> {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: enabled, ...loginItem() })
    return
  }
  const { folder, file } = entryPlace()
  if (!enabled) {
    await rm(file, { force: true })
    return
  }
  await mkdir(folder, { recursive: true })
  const beside = `${file}.new`
  await writeFile(beside, desktopEntry(app.getName(), startCommand()))
  await rename(beside, file)
}

/** What the system says: it may have been switched off there. */
export async function launchesAtLogin(): Promise<boolean | null> {
  if (process.platform !== 'linux') {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(loginItem())
    return process.platform === 'win32' ? (executableWillLaunchAtLogin ?? openAtLogin) : openAtLogin
  }
  try {
    return startsAnything(await readFile(entryPlace().file, 'utf8'))
  } catch {
    return false
  }
}

/** An AppImage that was moved, or a new version elsewhere, leaves an entry behind that starts nothing: it is written anew. */
export async function mendLaunchAtLogin(): Promise<void> {
  if (process.platform !== 'linux' || !existsSync(entryPlace().file)) return
  const wanted = desktopEntry(app.getName(), startCommand())
  const written = await readFile(entryPlace().file, 'utf8')
  if (startsAnything(written) && written !== wanted) await setLaunchAtLogin(true)
}

/** On macOS the system starts the app hidden itself; the arguments count on Windows. */
function loginItem() {
  const [path = process.execPath, ...args] = startCommand()
  return { path, args }
}

/** An AppImage runs from a folder that is gone after each run: what the owner starts is the file named by APPIMAGE. */
function startCommand(): string[] {
  const program = process.env.APPIMAGE ?? process.execPath
  return app.isPackaged ? [program, '--hidden'] : [program, app.getAppPath(), '--hidden']
}

function entryPlace() {
  const folder = join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart')
  return { folder, file: join(folder, 'kaihe-companion.desktop') }
}
