import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import { systemClock } from '../clock.ts'
import type { Fetch } from '../supervisor/updates/feed.ts'
import { createFolderInstaller } from '../supervisor/updates/folder-installer.ts'
import type { Installer, Leave } from '../supervisor/updates/installer.ts'
import { createPackageInstaller, type PackageForm } from '../supervisor/updates/package-installer.ts'

/** Written into package.json as the app is packed. */
const madeSchema = z.object({ updates: z.object({ feed: z.string().nullable(), publicKey: z.string().nullable() }) })

/** How this copy of the app was installed, and so how it becomes a newer one. */
export function findInstallation(edge: { fetch: Fetch; leave: Leave }): {
  installer: Installer | null
  feed: string | null
} {
  const made = madeSchema.safeParse(JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')))
  const { feed, publicKey } = made.success ? made.data.updates : { feed: null, publicKey: null }
  const form = app.isPackaged ? formOf() : null
  if (form === null) return { installer: null, feed }
  const dataFolder = app.getPath('userData')
  // A file that was opened with the app is not opened again.
  const own = { pid: process.pid, args: process.argv.slice(1).filter((argument) => argument.startsWith('--')) }
  if (form === 'folder') {
    const place = {
      folder: dirname(process.execPath),
      program: basename(process.execPath),
      system: `${process.platform}-${process.arch}`,
    }
    const installer = createFolderInstaller({
      ...{ app: { ...place, publicKey }, dataFolder, ...edge },
      ...{ clock: systemClock, process: own },
    })
    return { installer, feed }
  }
  const installer = createPackageInstaller({
    appImage: form === 'appImage' ? appImageOf() : null,
    ...{ dataFolder, leave: edge.leave, process: own },
    async load() {
      const { createPackageUpdater } = await import('../supervisor/updates/package-updater.ts')
      const folder = join(dataFolder, 'updates')
      return createPackageUpdater({
        ...{ form, fetch: edge.fetch, clock: systemClock, publicKey },
        app: {
          ...{ version: app.getVersion(), name: app.getName(), configuration: configurationIn(folder), folder },
          whenReady: () => app.whenReady(),
          relaunch: () => app.relaunch({ args: [...own.args] }),
          quit: () => app.quit(),
        },
      })
    },
  })
  return { installer, feed }
}

/** Null where something else looks after newer versions, or nothing does. */
function formOf(): PackageForm | 'folder' | null {
  if (process.platform === 'darwin') return 'mac'
  // The same program also travels as a zip, which leaves nothing behind that could remove it.
  if (process.platform === 'win32') return existsSync(join(dirname(process.execPath), uninstaller())) ? 'nsis' : null
  if (process.platform !== 'linux') return null
  if (appImageOf() !== null) return 'appImage'
  const read = z.enum(['deb', 'rpm']).safeParse(packageType())
  if (read.success) return read.data
  return packageType() === null ? 'folder' : null
}

const uninstaller = () => `Uninstall ${app.getName()}.exe`

/** The file this program was started from; what another AppImage has left in the environment says nothing of this one. */
function appImageOf(): string | null {
  const { APPIMAGE: file, APPDIR: folder } = process.env
  if (file === undefined || folder === undefined || !process.execPath.startsWith(`${folder}/`)) return null
  return file
}

/** What electron-builder says a package is; null: it is none. */
function packageType(): string | null {
  try {
    return readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim()
  } catch {
    return null
  }
}

/** What packages bring with them; one that was packed without gets a name for the folder of what is fetched. */
function configurationIn(folder: string): string {
  const packed = join(process.resourcesPath, 'app-update.yml')
  if (existsSync(packed)) return packed
  const own = join(folder, 'package.yml')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(own, 'updaterCacheDirName: package\n')
  return own
}
