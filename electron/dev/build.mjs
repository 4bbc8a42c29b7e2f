import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { withLock } from './lock.mjs'
import { packageProgram, repository } from './paths.mjs'
import { run, SetupError } from './run.mjs'

/** What the build reads. The scripts beside this one are not part of it. */
const sources = ['electron', 'renderer', 'shared', 'assets', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']
const stampFile = join(repository, 'dist', 'built-from')

/** Builds the five programs into `dist`, only when a source changed since the last time. */
export async function buildApp(progress) {
  const isCurrent = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hashOf(sources)
  if (isCurrent()) return
  await withLock(lockName('build'), progress, () => (isCurrent() ? undefined : build(progress)))
}

/** A name for a lock that belongs to this clone alone. */
export const lockName = (work) => `${work}-${createHash('sha256').update(repository).digest('hex').slice(0, 16)}`

/** One short text that changes whenever a file in these places of the clone does. */
export function hashOf(places) {
  const hash = createHash('sha256')
  for (const place of places) {
    for (const path of filesIn(place)) {
      hash.update(`${path}\0`)
      hash.update(readFileSync(join(repository, path)))
    }
  }
  return hash.digest('hex').slice(0, 32)
}

async function build(progress) {
  const step = progress.step('Building the app')
  const builtFrom = hashOf(sources)
  const args = [packageProgram('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn']
  const result = await run(process.execPath, args, { cwd: repository })
  if (result.code !== 0) {
    step.fail()
    const said = result.lines.filter((line) => !/^\s+at /.test(line))
    throw new SetupError(`The app could not be built:\n${said.join('\n')}`)
  }
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, builtFrom)
  step.done()
}

function filesIn(place) {
  const path = join(repository, place)
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [place]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)))
    .sort()
}
