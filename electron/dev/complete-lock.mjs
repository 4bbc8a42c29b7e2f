import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './paths.mjs'

// `node electron/dev/complete-lock.mjs`, after adding a library: npm leaves out of package-lock.json what its registry
// does not carry, such as the builds of a library for another system, and `npm ci` then refuses the file. This names
// them again, with the version their library asks for.

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
/** What some packages call a system in their names. */
const otherNames = { mac: 'darwin', win: 'win32' }
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

const file = join(repository, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = missing(lock.packages)
for (const [name, version] of added) lock.packages[`node_modules/${name}`] = describe(name, version)
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added.length} packages named\n`)

function missing(packages) {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).filter(([name]) => !isNamed(packages, path, name)),
  )
}

/** A package is found in the folder of the one that asks for it, or in that of any package around it. */
function isNamed(packages, path, name) {
  const steps = path.split('/node_modules/')
  const around = steps.map((_, index) => steps.slice(0, index + 1).join('/node_modules/'))
  return [...around.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`].some(
    (place) => packages[place] !== undefined,
  )
}

/** What such a package is for stands in its name: `@scope/binding-linux-arm64-musl`. */
function describe(name, version) {
  const parts = name.split(/[-/]/).map((part) => otherNames[part] ?? part)
  const only = (known) => parts.filter((part) => known.includes(part)).slice(0, 1)
  const libc = parts.flatMap((part) => libraries[part] ?? [])
  return {
    version,
    ...(only(processors).length > 0 && { cpu: only(processors) }),
    dev: true,
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(only(systems).length > 0 && { os: only(systems) }),
  }
}
