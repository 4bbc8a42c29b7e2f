import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFeedFile } from './feed-file.mjs'
import { repository } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { run, runScript, SetupError } from './run.mjs'

const usage = `npm run package                  what this machine can build by itself
npm run package -- deb AppImage  these formats, where their tools can be fetched`

// `npm run package`: gets everything ready, builds the app and packs it into dist/package.
await runScript(async () => {
  const wanted = process.argv.slice(2)
  if (wanted.some((name) => name.startsWith('-'))) throw new SetupError(usage)
  const progress = createProgress()
  const runtime = await prepare(progress, { needs: 'node' })
  // Only now are libraries there to be loaded.
  const { notes, packageApp, targets } = await import('./package-app.mjs')
  const output = join(repository, 'dist', 'package')
  rmSync(output, { recursive: true, force: true })
  const formats = wanted.length > 0 ? wanted : targets()
  await packageApp({ runtime, output, targets: formats.filter((name) => name !== 'tar.gz'), progress })
  if (formats.includes('tar.gz')) await makeArchive(output, progress)
  writeFileSync(join(output, 'release-notes.md'), `${notes()}\n`)
  progress.say(`It lies in ${output}`)
  if (runtime.origin === 'copy') {
    progress.say(
      'It was packed with an Electron meant for tests, since the official one could not be fetched: do not give it to others.',
    )
  }
  return 0
})

/** With the system's own tar: electron-builder would fetch a program for it. */
async function makeArchive(output, progress) {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  const name = `kaihe-companion-${version}-linux-${process.arch}`
  const step = progress.step('Packing (tar.gz)')
  const folder = process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`
  const args = ['-czf', `${name}.tar.gz`, '--owner=0', '--group=0', `--transform=s/^${folder}/${name}/`, folder]
  const result = await run('tar', args, { cwd: output })
  if (result.code !== 0) {
    step.fail()
    throw new SetupError(`The archive could not be made:\n${result.lines.join('\n')}`)
  }
  await writeFeedFile({ archive: join(output, `${name}.tar.gz`), version, system: `linux-${process.arch}` })
  step.done()
}
