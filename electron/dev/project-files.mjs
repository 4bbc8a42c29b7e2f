import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './paths.mjs'
import { capture } from './run.mjs'

const madeHere = new Set(['.git', 'dist', 'node_modules', 'release', 'test-results'])

/** The files of the project relative to its root: what git tracks or would track, or all of them without git. */
export async function projectFiles() {
  // Git refuses a clone of somebody else unless told that it is meant.
  const args = ['-c', `safe.directory=${repository}`, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = await capture('git', args, { cwd: repository })
  const files = listed === undefined ? walk('') : listed.split('\0').filter(Boolean)
  return files.filter((file) => existsSync(join(repository, file)))
}

function walk(folder) {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (madeHere.has(path)) return []
    return entry.isDirectory() ? walk(path) : [path]
  })
}
