import { createHash } from 'node:crypto'
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { run, runScript, SetupError } from '../run.mjs'
import { controlText, readArguments } from './arguments.mjs'

/**
 * Takes the place of fpm, which electron-builder would fetch from elsewhere (`CUSTOM_FPM_PATH`): everything electron-builder decides about a
 * deb stays as it is, and dpkg's own program puts it together.
 */
await runScript(async () => {
  const order = readArguments(process.argv.slice(2))
  const work = mkdtempSync(join(tmpdir(), 'kaihe-deb-'))
  try {
    for (const { from, to } of order.places) await put(from, join(work, to))
    await must('chmod', ['-R', 'u=rwX,go=rX', work])
    const control = join(work, 'DEBIAN')
    mkdirSync(control)
    const files = filesIn(work).filter((path) => !path.startsWith('DEBIAN/'))
    const bytes = files.reduce((total, path) => total + lstatSync(join(work, path)).size, 0)
    writeFileSync(join(control, 'control'), controlText(order, Math.ceil(bytes / 1024)))
    writeFileSync(join(control, 'md5sums'), files.map((path) => `${md5Of(join(work, path))}  ${path}\n`).join(''))
    for (const [name, script] of [
      ['postinst', order.afterInstall],
      ['postrm', order.afterRemove],
    ]) {
      if (script === undefined) continue
      cpSync(script, join(control, name))
      await must('chmod', ['755', join(control, name)])
    }
    const compression = order.compression ?? 'xz'
    await must('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', work, order.package])
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return 0
})

/** The content of a folder that ends with a slash, or a file under its new name. */
async function put(from, to) {
  mkdirSync(from.endsWith('/') ? to : dirname(to), { recursive: true })
  await must('cp', ['-R', '--preserve=mode,links,timestamps', from.endsWith('/') ? `${from}.` : from, to])
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** As dpkg compares what is installed with what was packed. */
function md5Of(path) {
  return createHash('md5').update(readFileSync(path)).digest('hex')
}

async function must(program, args) {
  const { code, lines } = await run(program, args)
  if (code !== 0) throw new SetupError(`${basename(program)} ended with ${code}:\n${lines.join('\n')}`)
}
