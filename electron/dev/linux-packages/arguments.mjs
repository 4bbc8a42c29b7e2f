/** What electron-builder tells fpm, and what becomes of it. */
const named = {
  '-s': 'source',
  '-t': 'target',
  '-d': 'depends',
  '--deb-recommends': 'recommends',
  '--deb-compression': 'compression',
  '--rpm-compression': 'compression',
  '--rpm-os': 'system',
  '--rpm-summary': 'summary',
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
  if (!['deb', 'rpm'].includes(order.target) || order.source !== 'dir') {
    throw new Error('Only packages for Debian and Fedora are made here, from folders.')
  }
  const missing = needed.filter((name) => !order[name])
  if (missing.length > 0) throw new Error(`It was not said: ${missing.join(', ')}.`)
  return order
}
