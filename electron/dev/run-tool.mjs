import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { runScript } from './run.mjs'
import { openTestSession } from './test-session.mjs'

/**
 * Gets everything ready and runs a TypeScript script of the clone under the Electron runtime, as an ordinary user and
 * with a display, so that it may start the app: KAIHE_ELECTRON and KAIHE_APP name the two to start it with. `before` gets ready what the
 * script needs beside that.
 */
export function runTool(script, { before = async () => undefined } = {}) {
  return runScript(async () => {
    const progress = createProgress(process.stderr)
    const runtime = await prepare(progress, { needs: 'tests' })
    const session = await openTestSession(progress, runtime)
    try {
      await before({ session, runtime, progress })
      return await session.runWithDisplay(script, process.argv.slice(2))
    } finally {
      session.close()
    }
  })
}
