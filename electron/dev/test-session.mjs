import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findDisplay, startVirtualDisplay } from './display.mjs'
import { launchNode } from './launch.mjs'
import { chooseUser } from './ordinary-user.mjs'
import { repository } from './paths.mjs'
import { projectFiles } from './project-files.mjs'
import { checkSandbox } from './sandbox.mjs'
import { readableTree } from './stage.mjs'

/**
 * Where scripts of the clone that may start the app are run: as an ordinary user, under the Electron runtime as Node,
 * in a folder that user can read and with a temporary folder of their own.
 */
export async function openTestSession(progress, runtime) {
  const user = await chooseUser(progress)
  const tree = await readableTree(user, progress)
  const work = makeWorkFolder(user)
  const results = join(work, 'results')
  const packaged = join(work, 'packaged')
  const list = join(work, 'project-files')
  writeFileSync(list, (await projectFiles()).join('\n'))
  const variables = {
    TMPDIR: join(work, 'tmp'),
    KAIHE_ELECTRON: runtime.executable,
    KAIHE_APP: tree,
    KAIHE_PROJECT_FILES: list,
    KAIHE_TEST_RESULTS: results,
    KAIHE_PACKAGED: packaged,
  }
  const run = (script, args, more = {}) => {
    return launchNode({
      runtime,
      user,
      script: join(tree, script),
      args,
      variables: { ...variables, ...more },
      cwd: tree,
    })
  }
  return {
    tree,
    results,
    /** Where the packed app is put for those who test it. */
    packaged,
    /** Runs a script of the tree to its end and resolves to its exit code. */
    run,
    /** The same for a script that opens windows: on a display nobody sees, once it is sure the sandbox can work. */
    async runWithDisplay(script, args) {
      await checkSandbox(user, runtime)
      const display = await provideDisplay(user)
      try {
        return await run(script, args, display.variables)
      } finally {
        display.stop()
      }
    },
    /** Removes what was left behind, except the results, which go to the clone. */
    close() {
      cpSync(results, join(repository, 'test-results'), { recursive: true, force: true })
      rmSync(work, { recursive: true, force: true })
    },
  }
}

async function provideDisplay(user) {
  if (process.platform === 'linux') return startVirtualDisplay(user)
  return { ...(await findDisplay(user)), stop: () => {} }
}

function makeWorkFolder(user) {
  const work = mkdtempSync(join(tmpdir(), 'kaihe-test-'))
  for (const name of ['.', 'tmp', 'results']) {
    mkdirSync(join(work, name), { recursive: true })
    if (user) chownSync(join(work, name), user.uid, user.gid)
  }
  return work
}
