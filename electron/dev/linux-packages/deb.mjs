import { createHash } from 'node:crypto'
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { must } from './must.mjs'

/** Makes a deb of everything in a folder, with dpkg's own program. */
export async function makeDeb(order, work) {
  const files = filesIn(work)
  const control = join(work, 'DEBIAN')
  mkdirSync(control)
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

/** The text of `DEBIAN/control` (Debian Policy, 5.3). Lines after the first of a description begin with a space, empty ones have a dot. */
function controlText(order, installedKilobytes) {
  const [synopsis = '', ...more] = order.description.split('\n').map((line) => line.trim())
  const lines = more.flatMap((line) => (line === '' ? ['.'] : folded(line)))
  const description = [synopsis, ...lines.map((line) => ` ${line}`)].join('\n')
  const fields = {
    Package: order.name,
    Version: order.version,
    Section: 'utils',
    Priority: order.priority ?? 'optional',
    Architecture: order.architecture,
    Maintainer: order.maintainer,
    'Installed-Size': String(installedKilobytes),
    Depends: order.depends.join(', '),
    Recommends: order.recommends.join(', '),
    Homepage: order.url ?? '',
    Description: description,
  }
  const said = Object.entries(fields).filter(([, value]) => value !== '')
  for (const [name, value] of said) {
    if (name !== 'Description' && value.includes('\n')) throw new Error(`${name} has more than one line.`)
  }
  return `${said.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

/** As wide as a terminal shows it. */
function folded(text) {
  const lines = ['']
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== '' && last.length + word.length >= 78) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}
