import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { repository } from './paths.mjs'
import { runNpm, SetupError } from './run.mjs'

const lockFile = join(repository, 'package-lock.json')
const installedFile = join(repository, 'node_modules', '.package-lock.json')
const stampFile = join(repository, 'node_modules', '.cache', 'kaihe', 'dependencies')

/** Installs the libraries named in package-lock.json, only when that file changed since the last time. */
export async function installDependencies(progress) {
  const wanted = readFileSync(lockFile, 'utf8')
  const stamp = createHash('sha256').update(wanted).digest('hex')
  if (existsSync(stampFile) && existsSync(installedFile) && readFileSync(stampFile, 'utf8') === stamp) return
  if (!agrees(JSON.parse(wanted))) await install(progress)
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Whether npm's own record of what it installed already matches, as after an `npm install` by hand. */
function agrees(wanted) {
  if (!existsSync(installedFile)) return false
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  const expected = Object.entries(wanted.packages).filter(([path]) => path !== '')
  const same = (path) => installed[path]?.version === wanted.packages[path]?.version
  return expected.every(([path, entry]) => entry.optional || same(path)) && Object.keys(installed).every(same)
}

async function install(progress) {
  const step = progress.step('Installing libraries (npm ci)')
  let fetched = 0
  const onLine = (line) => {
    if (!line.includes('http fetch')) return
    fetched += 1
    step.update(`${fetched} fetched`)
  }
  const result = await runNpm(['ci', '--ignore-scripts', '--loglevel', 'http', '--no-audit', '--no-fund'], {
    cwd: repository,
    onLine,
  })
  if (result.code === 0) return step.done()
  step.fail()
  const complaints = result.lines.filter((line) => /^npm error .*\w/.test(line)).slice(0, 8)
  throw new SetupError(
    `The libraries could not be installed. npm said:\n${complaints.join('\n')}\n` +
      'Check the internet connection (or the registry set in npm), then run the same command again.',
  )
}
