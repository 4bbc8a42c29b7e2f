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
 * in a folder that user can read, with a temporary folder and, on Linux, a display of their own.
 * @param display 'own' for one nobody sees, 'none' where no window is opened
 */
export async function openTestSession(progress, runtime, display) {
  const user = await chooseUser(progress)
  const tree = await readableTree(user, progress)
  const work = makeWorkFolder(user)
  const list = join(work, 'project-files')
  writeFileSync(list, (await projectFiles()).join('\n'))
  const screen = display === 'own' ? await provideDisplay(user, runtime) : { variables: {}, stop: () => {} }
  const variables = {
    ...screen.variables,
    TMPDIR: join(work, 'tmp'),
    KAIHE_ELECTRON: runtime.executable,
    KAIHE_APP: tree,
    KAIHE_PROJECT_FILES: list,
    KAIHE_TEST_RESULTS: join(work, 'results'),
  }
  return {
    tree,
    results: variables.KAIHE_TEST_RESULTS,
    /** Runs a script of the tree to its end and resolves to its exit code. */
    run: (script, args, { stdio } = {}) => {
      return launchNode({ runtime, user, script: join(tree, script), args, variables, cwd: tree, stdio })
    },
    /** Ends the display and removes what was left behind, except the results, which go to the clone. */
    close: () => {
      screen.stop()
      cpSync(variables.KAIHE_TEST_RESULTS, join(repository, 'test-results'), { recursive: true, force: true })
      rmSync(work, { recursive: true, force: true })
    },
  }
}

async function provideDisplay(user, runtime) {
  await checkSandbox(user, runtime)
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
