import type { RequestOptions } from 'node:http'
import { AppImageUpdater, DebUpdater, MacUpdater, NsisUpdater, RpmUpdater } from 'electron-updater'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { addressIn, type Fetch, feedFileSchema, readAt, refuseUnsigned, unreadable } from './feed.ts'
import { fetchArchive } from './fetch-archive.ts'
import type { PackageForm, PackageUpdater } from './package-installer.ts'

const updaters = {
  appImage: AppImageUpdater,
  deb: DebUpdater,
  rpm: RpmUpdater,
  nsis: NsisUpdater,
  mac: MacUpdater,
} as const

/** What `latest*.yml` says, as electron-builder writes it beside the packages. */
const updateInfoSchema = z.object({
  version: feedFileSchema.shape.version,
  files: z
    .array(
      z.object({
        /** Its last part becomes the name of a file that is handed to the system's programs. */
        url: z.string().regex(/^[\w.+~:/-]{1,400}$/),
        /** SHA-512 in base64. */
        sha512: z.base64().length(88),
        size: feedFileSchema.shape.bytes,
        /** By the maker's key, as in the feed file of the folder form. */
        signature: feedFileSchema.shape.signature,
      }),
    )
    .min(1)
    .max(50),
  stagingPercentage: feedFileSchema.shape.share,
})

/** What electron-updater asks of the app; its own one needs Electron. */
export type UpdatedApp = {
  readonly version: string
  readonly name: string
  /** Of `app-update.yml`, which says who signs the packages for Windows. */
  readonly configuration: string
  /** What is fetched lies in it. */
  readonly folder: string
  whenReady(): Promise<void>
  relaunch(): void
  quit(): void
}

/** Squirrel takes the app's place by itself; so long it may need. */
const squirrelPatience = 120_000

/**
 * Newer packages by electron-updater: it reads the feed, chooses the file of this system, and knows how each kind is put in place. Everything
 * it asks of the network goes the app's own way. Loaded only where it is needed.
 */
export function createPackageUpdater(dependencies: {
  form: PackageForm
  app: UpdatedApp
  fetch: Fetch
  clock: Pick<Clock, 'after'>
  /** The maker's key (Ed25519, spki, base64): then nothing without a signature by it is taken. Null: there is none. */
  publicKey: string | null
}): PackageUpdater {
  const { form, app, fetch, clock, publicKey } = dependencies
  const { version, name, configuration, folder } = app
  const updater = new updaters[form](undefined, {
    ...{ version, name, isPackaged: true, appUpdateConfigPath: configuration },
    ...{ userDataPath: folder, baseCachePath: folder },
    whenReady: () => app.whenReady(),
    relaunch: () => app.relaunch(),
    quit: () => app.quit(),
    onQuit: () => undefined,
  })
  let found: z.infer<typeof updateInfoSchema> | null = null
  let lastError: unknown = null
  updater.logger = null
  updater.on('error', (error) => void (lastError = error))
  // The owner says when; and which computers come first is decided for all forms in one place.
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.isUserWithinRollout = () => true
  // Whole files alone are checked against what the feed says of them.
  updater.disableDifferentialDownload = true
  updater.disableWebInstaller = true
  Object.assign(updater, {
    httpExecutor: {
      request: ({ protocol, hostname, port, path }: RequestOptions) =>
        readAt(`${protocol}//${hostname}${port ? `:${port}` : ''}${path}`, fetch),
      async download({ href }: URL, into: string, { sha512 }: { sha512: string }) {
        const file = found?.files.find((each) => each.sha512 === sha512)
        if (found === null || file === undefined) throw unreadable(href, 'it offers another file')
        const offered = { version: found.version, bytes: file.size, sha512: hexOf(sha512) }
        await fetchArchive({ address: href, offered, into }, { fetch, after: clock.after })
      },
    },
    // It would tell the feed which computer asks.
    stagingUserIdPromise: { value: Promise.resolve('') },
  })

  return {
    async find(feed) {
      found = null
      updater.setFeedURL({ provider: 'generic', url: addressIn(feed, '.') })
      const result = await updater.checkForUpdates().catch((thrown: unknown) => {
        throw thrown instanceof CodedError ? thrown : unreadable(feed, String(thrown))
      })
      if (result === null || !result.isUpdateAvailable) return null
      const read = updateInfoSchema.safeParse(result.updateInfo)
      if (!read.success) throw unreadable(feed, read.error.message)
      for (const { url, sha512, signature } of read.data.files) {
        addressIn(feed, url)
        if (publicKey === null) continue
        refuseUnsigned({ version: read.data.version, sha512: hexOf(sha512), signature }, publicKey)
      }
      found = read.data
      return { version: found.version, share: found.stagingPercentage }
    },
    async fetch() {
      if (found === null) throw new CodedError('update.notReady')
      const { version } = found
      try {
        const [file] = await updater.downloadUpdate()
        if (file === undefined) throw new Error('nothing was fetched')
        return { file, version }
      } catch (thrown) {
        throw asFailure(thrown, version)
      }
    },
    async install() {
      if (updater instanceof MacUpdater) {
        await new Promise((_resolve, reject) => {
          updater.once('error', reject)
          clock.after(squirrelPatience, () => reject(new Error('Squirrel did not answer')))
          updater.quitAndInstall()
        })
      } else if (!updater.install(true, true)) {
        throw lastError instanceof Error ? lastError : new Error('it was not put in place')
      }
    },
  }
}

function asFailure(thrown: unknown, version: string): CodedError {
  if (thrown instanceof CodedError) return thrown
  const said = String(thrown)
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return new CodedError('update.wrongSignature', { version }, said)
  if (/ENOSPC|EDQUOT/.test(said)) return new CodedError('update.diskFull', {}, said)
  if (/EACCES|EROFS|EPERM/.test(said)) return new CodedError('update.notWritable', {}, said)
  return new CodedError('update.corrupted', { version }, said)
}

const hexOf = (base64: string) => Buffer.from(base64, 'base64').toString('hex')
