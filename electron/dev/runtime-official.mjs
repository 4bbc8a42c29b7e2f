import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder, repository } from './paths.mjs'
import { bar } from './progress.mjs'
import { run } from './run.mjs'

const answerWithin = 8_000
const silenceAllowed = 20_000
const tryAgainAfter = 24 * 60 * 60 * 1000
const failureFile = () => join(cacheFolder(), 'official-download-failed.json')

/** The folder of the official Electron this clone asks for, if it was fetched before. */
export function findOfficial() {
  const folder = officialFolder()
  return existsSync(folder) ? folder : undefined
}

/** Whether the download was tried from the same place within the last day and failed. */
export function failedLately() {
  if (!existsSync(failureFile())) return false
  const failure = JSON.parse(readFileSync(failureFile(), 'utf8'))
  return failure.source === source() && Date.now() - failure.at < tryAgainAfter
}

/**
 * Fetches the release that package.json names, with the downloader and the checksums of the `electron` package
 * itself, so ELECTRON_MIRROR and the other variables it knows are honoured.
 * @returns {Promise<{ folder: string } | { reason: string }>}
 */
export async function installOfficial(progress) {
  const step = progress.step(`Downloading Electron ${version()}`)
  const patience = new Patience()
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o755 })
  const work = mkdtempSync(join(cacheFolder(), 'fetch-'))
  try {
    const { downloadArtifact, ElectronDownloadCacheMode } = await import(moduleOf('@electron/get'))
    const archive = await downloadArtifact({
      version: version(),
      artifactName: 'electron',
      checksums: electronRequire('./checksums.json'),
      cacheMode: ElectronDownloadCacheMode.Bypass,
      tempDirectory: work,
      downloadOptions: {
        quiet: true,
        signal: patience.signal,
        getProgressCallback: ({ percent }) => {
          patience.renew()
          step.update(bar(percent))
        },
      },
    })
    patience.end()
    step.update('unpacking')
    const { extract } = await import(moduleOf('@electron-internal/extract-zip'))
    const unpacked = join(work, 'electron')
    await extract(archive, { dir: unpacked })
    if (process.platform === 'linux') await run('chmod', ['-R', 'a+rX', unpacked])
    renameSync(unpacked, officialFolder())
    rmSync(failureFile(), { force: true })
    step.done()
    return { folder: officialFolder() }
  } catch (error) {
    const reason = patience.signal.aborted ? 'no answer' : describe(error)
    writeFileSync(failureFile(), JSON.stringify({ source: source(), at: Date.now(), reason }))
    step.fail(reason)
    return { reason }
  } finally {
    patience.end()
    rmSync(work, { recursive: true, force: true })
  }
}

/** Gives up when a closed network swallows the request instead of refusing it. */
class Patience {
  #controller = new AbortController()
  #timer = setTimeout(() => this.#controller.abort(), answerWithin)
  signal = this.#controller.signal

  renew() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#controller.abort(), silenceAllowed)
  }

  end() {
    clearTimeout(this.#timer)
  }
}

const electronRequire = createRequire(join(repository, 'node_modules', 'electron', 'package.json'))
const moduleOf = (name) => pathToFileURL(electronRequire.resolve(name)).href
const version = () => electronRequire('./package.json').version
const officialFolder = () => join(cacheFolder(), `electron-${version()}-${process.platform}-${process.arch}`)

/** What decides whether another try could end differently. */
const source = () => `${version()} ${process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? ''}`

function describe(error) {
  const cause = error.cause instanceof Error ? error.cause : error
  return cause.message.split('\n')[0]
}
