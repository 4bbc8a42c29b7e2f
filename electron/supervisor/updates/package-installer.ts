import { chmod, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Installer, Leave, Offered, OwnProcess } from './installer.ts'
import { saveData } from './save-data.ts'
import { refuseReadOnly, switchPlaces } from './switch-places.ts'

/** How the app was installed by something else than its owner's own hands. */
export type PackageForm = 'appImage' | 'deb' | 'rpm' | 'nsis' | 'mac'

/** What fetches a newer package and hands it to the system. */
export type PackageUpdater = {
  /** What the feed offers; null: nothing newer. Throws `update.feedUnreachable`, `update.feedUnreadable`, `update.wrongSignature`. */
  find(feed: string): Promise<Offered | null>
  /** Fetches and checks it. Throws `update.*`; then nothing of it is left. */
  fetch(): Promise<{ file: string; version: string }>
  /** Hands it to the system, which starts it when this version has ended. Throws where the system, or its owner, does not want it. */
  install(): Promise<void>
}

/**
 * Replaces a package. An AppImage is a file of its owner's: the newer one takes its place as a folder does, and goes again where it does not
 * start. Everything else is the system's to exchange, and it keeps no older version.
 */
export function createPackageInstaller(dependencies: {
  /** Where the AppImage lies; null for the other forms. */
  appImage: string | null
  /** Loaded when it is first needed. */
  load: () => Promise<PackageUpdater>
  dataFolder: string
  leave: Leave
  process: OwnProcess
}): Installer {
  const { appImage, load, dataFolder, leave, process } = dependencies
  let loading: Promise<PackageUpdater> | null = null
  let ready: { file: string; version: string } | null = null
  const updater = () => (loading ??= load())

  return {
    comesBack: appImage !== null,
    find: async (feed) => (await updater()).find(feed),
    async fetch() {
      ready = null
      if (appImage !== null) await refuseReadOnly(appImage)
      const fetched = await (await updater()).fetch()
      ready = appImage === null ? fetched : { ...fetched, file: await putBeside(fetched.file, appImage) }
    },
    async apply() {
      if (ready === null) throw new CodedError('update.notReady')
      const { file, version } = ready
      const { install } = await updater()
      leave(async () => {
        await saveData(dataFolder)
        if (appImage !== null) {
          switchPlaces({ place: appImage, next: file, program: '', dataFolder, version, process })
          return
        }
        try {
          await install()
        } catch (thrown) {
          await tellNotInstalled(join(dataFolder, 'updates'), version)
          throw thrown
        }
      })
    },
  }
}

/** So that taking the other's place is one step, also where the data lies on another disk. Throws `update.diskFull`, `update.notWritable`. */
async function putBeside(file: string, place: string): Promise<string> {
  const beside = `${place}.next`
  try {
    await rename(file, beside).catch(async () => {
      await copyFile(file, beside)
      await chmod(beside, 0o755)
      await rm(file)
    })
    return beside
  } catch (thrown) {
    await rm(beside, { force: true })
    const said = String(thrown)
    throw new CodedError(/ENOSPC|EDQUOT/.test(said) ? 'update.diskFull' : 'update.notWritable', {}, said)
  }
}

/** This version starts again, and says why. */
async function tellNotInstalled(folder: string, version: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'outcome'), `not-installed ${version}`)
}
