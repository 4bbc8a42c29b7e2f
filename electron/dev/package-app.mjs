import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, Platform } from 'electron-builder'
import { drawIcons } from './icons.mjs'
import { repository } from './paths.mjs'
import { releaseNotes } from './release-notes.mjs'
import { hasProgram, SetupError } from './run.mjs'

const here = { darwin: Platform.MAC, linux: Platform.LINUX, win32: Platform.WINDOWS }[process.platform]

/** The system's own programs that put packages together. */
const tools = { deb: 'dpkg-deb', rpm: 'rpmbuild' }

/** What needs no tool beside electron-builder itself and those of this system. */
export function targets() {
  if (process.platform !== 'linux') return ['dir', 'zip']
  return ['dir', 'tar.gz', ...Object.keys(tools).filter((format) => hasProgram(tools[format]))]
}

/** Packs what was built, with the Electron that is there, as electron-builder.yml says. `quick` leaves packages as big as they are. */
export async function packageApp({ runtime, output, targets: formats, progress, version, quick = false }) {
  if (here === undefined) throw new SetupError(`The app cannot be packed on ${process.platform}.`)
  await drawIcons(join(repository, 'dist', 'icons'))
  const step = progress.step(`Packing (${formats.join(', ')})`)
  const forgetTool = formats.some(canMake) ? replaceFpm() : () => undefined
  try {
    await build({
      projectDir: repository,
      targets: here.createTarget(formats),
      publish: 'never',
      config: {
        directories: { output },
        electronDist: runtime.folder,
        publish: feed(),
        // In the files electron-builder writes for updaters; `package.mjs` lays them beside the packages as well.
        releaseInfo: { releaseNotes: notes() },
        // Packages for Linux must name a home; nobody answers at this one.
        extraMetadata: {
          homepage: process.env.KAIHE_HOMEPAGE ?? 'https://kaihe.invalid',
          ...(version === undefined ? {} : { version }),
          updates: {
            feed: process.env.KAIHE_UPDATE_URL || null,
            publicKey: process.env.KAIHE_UPDATE_PUBLIC_KEY || null,
          },
        },
        // What stands in for Electron's own app in a copy of Electron must not be found beside ours.
        afterPack: ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
        extends: join(repository, 'electron-builder.yml'),
        deb: {
          fpm: [
            `${join(repository, 'LICENSE')}=/usr/share/doc/kaihe-companion/copyright`,
            ...(quick ? ['--deb-compression', 'none'] : []),
          ],
        },
        rpm: {
          fpm: [
            `${join(repository, 'LICENSE')}=/usr/share/licenses/kaihe-companion/LICENSE`,
            ...(quick ? ['--rpm-compression', 'none'] : []),
          ],
        },
      },
    })
  } catch (error) {
    step.fail()
    throw new SetupError(`The app could not be packed: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    forgetTool()
  }
  // electron-builder lays them into the folder other packages are made of too.
  for (const name of ['package-type', 'app-update.yml', 'apparmor-profile']) {
    rmSync(join(unpackedIn(output), 'resources', name), { force: true })
  }
  step.done()
}

/** The folder of the unpacked app for this processor. */
export function unpackedIn(output) {
  return join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`)
}

const canMake = (format) => format in tools && hasProgram(tools[format])

/** electron-builder would fetch fpm to make packages; where the system's own programs are there, ours lets them. Returns what takes it back. */
function replaceFpm() {
  if (process.env.CUSTOM_FPM_PATH || process.env.USE_SYSTEM_FPM) return () => undefined
  const folder = mkdtempSync(join(tmpdir(), 'kaihe-tool-'))
  const tool = join(folder, 'fpm')
  const script = join(repository, 'electron', 'dev', 'linux-packages', 'main.mjs')
  writeFileSync(tool, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`)
  chmodSync(tool, 0o755)
  process.env.CUSTOM_FPM_PATH = tool
  return () => {
    delete process.env.CUSTOM_FPM_PATH
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What this version brings, as the changelog says it; a version without a word there is not packed. */
export function notes() {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  return releaseNotes(readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'), version)
}

/**
 * Has electron-builder write `latest*.yml` for a feed, and into packages who signs them. Where installed apps look is said by `updates` in
 * package.json alone: without an address they look nowhere.
 */
function feed() {
  return { provider: 'generic', url: process.env.KAIHE_UPDATE_URL || 'https://kaihe.invalid/updates' }
}
