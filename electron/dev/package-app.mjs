import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, Platform } from 'electron-builder'
import { drawIcons } from './icons.mjs'
import { repository } from './paths.mjs'
import { releaseNotes } from './release-notes.mjs'
import { SetupError } from './run.mjs'

const here = { darwin: Platform.MAC, linux: Platform.LINUX, win32: Platform.WINDOWS }[process.platform]

/** What needs no tool beside electron-builder itself on this system. */
export const targets = () => (process.platform === 'linux' ? ['dir', 'tar.gz'] : ['dir', 'zip'])

/** Packs what was built, with the Electron that is there, as electron-builder.yml says. Returns the folder of the unpacked app. */
export async function packageApp({ runtime, output, targets: formats, progress, version }) {
  if (here === undefined) throw new SetupError(`The app cannot be packed on ${process.platform}.`)
  await drawIcons(join(repository, 'dist', 'icons'))
  const step = progress.step(`Packing (${formats.join(', ')})`)
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
      },
    })
  } catch (error) {
    step.fail()
    throw new SetupError(`The app could not be packed: ${error instanceof Error ? error.message : String(error)}`)
  }
  step.done()
}

/** What this version brings, as the changelog says it; a version without a word there is not packed. */
export function notes() {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  return releaseNotes(readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'), version)
}

/** Where installed apps look for later versions; without an address they look nowhere. */
function feed() {
  const url = process.env.KAIHE_UPDATE_URL
  return url ? { provider: 'generic', url } : null
}
