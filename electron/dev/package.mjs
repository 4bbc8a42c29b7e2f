import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeArchive } from './archive.mjs'
import { completeUpdateInfo } from './feed-file.mjs'
import { repository } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { runScript, SetupError } from './run.mjs'

const usage = `npm run package                  what this machine can build by itself
npm run package -- deb AppImage  these formats, where their tools are there or can be fetched`

// `npm run package`: gets everything ready, builds the app and packs it into dist/package.
await runScript(async () => {
  const wanted = process.argv.slice(2)
  if (wanted.some((name) => name.startsWith('-'))) throw new SetupError(usage)
  const progress = createProgress()
  const runtime = await prepare(progress, { needs: 'node' })
  // Only now are libraries there to be loaded.
  const { notes, packageApp, targets, unpackedIn } = await import('./package-app.mjs')
  const output = join(repository, 'dist', 'package')
  rmSync(output, { recursive: true, force: true })
  const formats = wanted.length > 0 ? wanted : targets()
  await packageApp({ runtime, output, targets: formats.filter((name) => name !== 'tar.gz'), progress })
  completeUpdateInfo(output)
  if (formats.includes('tar.gz')) await packArchive(unpackedIn(output), output, progress)
  writeFileSync(join(output, 'release-notes.md'), `${notes()}\n`)
  progress.say(`It lies in ${output}`)
  if (runtime.origin === 'copy') {
    progress.say(
      'It was packed with an Electron meant for tests, since the official one could not be fetched: do not give it to others.',
    )
  }
  return 0
})

async function packArchive(folder, output, progress) {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  const step = progress.step('Packing (tar.gz)')
  try {
    await makeArchive({ folder, output, version })
  } catch (error) {
    step.fail()
    throw error
  }
  step.done()
}
