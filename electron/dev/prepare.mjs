import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp, lockName } from './build.mjs'
import { installDependencies } from './dependencies.mjs'
import { withLock } from './lock.mjs'
import { isRoot, repository } from './paths.mjs'
import { run } from './run.mjs'
import { provideRuntime } from './runtime.mjs'
import { provideSystemLibraries } from './system-libraries.mjs'

/**
 * Gets a fresh machine ready: libraries, Electron, system libraries and, unless told otherwise, the build. Each part
 * does nothing when it was done before.
 * @param needs 'app', 'tests' or 'node': see provideSystemLibraries
 */
export async function prepare(progress, { needs = 'app', build = true } = {}) {
  await withLock(lockName('set-up'), progress, () => installDependencies(progress))
  const runtime = await provideRuntime(progress)
  await provideSystemLibraries(progress, runtime.executable, needs)
  if (build) await buildApp(progress)
  await giveBack()
  return runtime
}

/** What root made in another person's clone belongs to that person, or their next command would fail. */
async function giveBack() {
  if (!isRoot) return
  const { uid, gid } = lstatSync(repository)
  if (uid === 0) return
  for (const name of ['node_modules', 'dist']) {
    const path = join(repository, name)
    if (existsSync(path) && lstatSync(path).uid !== uid) await run('chown', ['-R', `${uid}:${gid}`, path])
  }
}
