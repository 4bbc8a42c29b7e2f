import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import { systemClock } from '../clock.ts'
import { createFolderInstaller } from '../supervisor/updates/folder-installer.ts'
import type { Fetch } from '../supervisor/updates/feed.ts'
import type { Installer } from '../supervisor/updates/installer.ts'

/** Written into package.json as the app is packed. */
const madeSchema = z.object({ updates: z.object({ feed: z.string().nullable(), publicKey: z.string().nullable() }) })

/** How this copy of the app was installed, and so how it becomes a newer one. */
export function findInstallation(edge: { fetch: Fetch; leave: (beforeTheEnd: () => Promise<void>) => void }): {
  installer: Installer | null
  feed: string | null
} {
  const made = madeSchema.safeParse(JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')))
  const { feed, publicKey } = made.success ? made.data.updates : { feed: null, publicKey: null }
  if (!app.isPackaged || !isOwnFolder()) return { installer: null, feed }
  const installer = createFolderInstaller({
    app: {
      folder: dirname(process.execPath),
      program: basename(process.execPath),
      system: `${process.platform}-${process.arch}`,
      publicKey,
    },
    dataFolder: app.getPath('userData'),
    ...edge,
    clock: systemClock,
    // A file that was opened with the app is not opened again.
    process: { pid: process.pid, args: process.argv.slice(1).filter((argument) => argument.startsWith('--')) },
  })
  return { installer, feed }
}

/** Unpacked by hand, rather than looked after by an installer or the system's package manager. */
function isOwnFolder(): boolean {
  if (process.platform !== 'linux' || process.env.APPIMAGE !== undefined) return false
  try {
    readFileSync(join(process.resourcesPath, 'package-type'))
    return false
  } catch {
    return true
  }
}
