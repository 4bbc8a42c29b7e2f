import { spawn } from 'node:child_process'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { type FeedFile, type Fetch, readFeed } from './feed.ts'
import { fetchArchive } from './fetch-archive.ts'
import type { Installer, Leave, OwnProcess } from './installer.ts'
import { saveData } from './save-data.ts'
import { refuseReadOnly, switchPlaces } from './switch-places.ts'

/** The folder this version was unpacked into by its owner. */
export type AppFolder = {
  readonly folder: string
  /** The name of the program in it. */
  readonly program: string
  /** Such as `linux-x64`. */
  readonly system: string
  /** The maker's key (Ed25519, spki, base64): then nothing without a signature by it is taken. Null: there is none. */
  readonly publicKey: string | null
}

/**
 * Replaces a folder the owner unpacked by hand: the newer version is unpacked beside it and takes its name once the old one has ended; the
 * old one is kept beside. Data is copied before, and comes back with the old version where the newer one does not start.
 */
export function createFolderInstaller(dependencies: {
  app: AppFolder
  dataFolder: string
  fetch: Fetch
  clock: Pick<Clock, 'after'>
  leave: Leave
  process: OwnProcess
}): Installer {
  const { app, dataFolder, fetch, clock, leave, process } = dependencies
  const updates = join(dataFolder, 'updates')
  const next = `${app.folder}.next`
  let found: { offered: FeedFile; address: string } | null = null
  let ready: string | null = null

  const unpack = async (archive: string): Promise<void> => {
    const into = `${next}.part`
    await removeTree(into)
    await mkdir(into)
    try {
      await run('tar', ['-xzf', archive, '-C', into, '--no-same-owner'])
      const [only, ...others] = await readdir(into)
      if (only === undefined || others.length > 0) throw new Error('there is not exactly one folder in it')
      await run('test', ['-x', join(into, only, app.program)])
      await run('test', ['-s', join(into, only, 'resources', 'app.asar')])
      await removeTree(next)
      await rename(join(into, only), next)
    } finally {
      await removeTree(into)
    }
  }

  return {
    comesBack: true,
    async find(feed) {
      found = await readFeed(feed, `kaihe-${app.system}`, { fetch, publicKey: app.publicKey })
      return found.offered
    },
    async fetch() {
      if (found === null) throw new CodedError('update.notReady')
      ready = null
      const { version } = found.offered
      await refuseReadOnly(app.folder)
      await mkdir(updates, { recursive: true, mode: 0o700 })
      const archive = join(updates, 'next.tar.gz')
      await fetchArchive({ ...found, into: archive }, { fetch, after: clock.after })
      try {
        await unpack(archive)
      } catch (thrown) {
        const said = String(thrown)
        const code = /ENOSPC|EDQUOT|No space left/.test(said) ? 'update.diskFull' : 'update.corrupted'
        throw new CodedError(code, { version }, said)
      } finally {
        await rm(archive, { force: true })
      }
      ready = version
    },
    async apply() {
      const version = ready
      if (version === null) throw new CodedError('update.notReady')
      const { folder, program } = app
      leave(async () => {
        await saveData(dataFolder)
        switchPlaces({ place: folder, next, program: `/${program}`, dataFolder, version, process })
      })
    },
  }
}

/** By the system's own program: to Electron's file functions an archive of an app is a folder that cannot be changed. */
function removeTree(path: string): Promise<void> {
  return run('rm', ['-rf', '--', path])
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-2000)))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}: ${said}`)),
    )
  })
}
