/** What electron-builder tells fpm for a deb, and what becomes of it. */
const named = {
  '-s': 'source',
  '-t': 'target',
  '-d': 'depends',
  '--deb-recommends': 'recommends',
  '--deb-compression': 'compression',
  '--deb-priority': 'priority',
  '--architecture': 'architecture',
  '--after-install': 'afterInstall',
  '--after-remove': 'afterRemove',
  '--description': 'description',
  '--version': 'version',
  '--package': 'package',
  '--name': 'name',
  '--maintainer': 'maintainer',
  '--vendor': 'vendor',
  '--url': 'url',
  '--license': 'license',
}
const lists = ['depends', 'recommends']
const needed = ['name', 'version', 'architecture', 'maintainer', 'description', 'package']

/**
 * Reads them. What is not a switch says what lies where: `from=to`. Throws for a switch that is not known, so that nothing electron-builder
 * asks for is left out in silence.
 */
export function readArguments(given) {
  const order = { depends: [], recommends: [], places: [] }
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index]
    if (word === '--force') continue
    if (!word.startsWith('-')) {
      const end = word.lastIndexOf('=')
      if (end < 1) throw new Error(`"${word}" does not say what lies where.`)
      order.places.push({ from: word.slice(0, end), to: word.slice(end + 1) })
      continue
    }
    const name = named[word]
    index += 1
    if (name === undefined || given[index] === undefined) throw new Error(`What "${word}" asks for is not known here.`)
    if (lists.includes(name)) order[name].push(given[index])
    else order[name] = given[index]
  }
  if (order.target !== 'deb' || order.source !== 'dir') throw new Error('Only a deb is made here, from folders.')
  const missing = needed.filter((name) => !order[name])
  if (missing.length > 0) throw new Error(`It was not said: ${missing.join(', ')}.`)
  return order
}

/** The text of `DEBIAN/control` (Debian Policy, 5.3). Lines after the first of a description begin with a space, empty ones have a dot. */
export function controlText(order, installedKilobytes) {
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
