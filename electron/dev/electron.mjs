import { findDisplay } from './display.mjs'
import { launch } from './launch.mjs'
import { chooseUser } from './ordinary-user.mjs'
import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { runScript } from './run.mjs'
import { checkSandbox } from './sandbox.mjs'
import { readableApp } from './stage.mjs'

// `node electron/dev/electron.mjs [argument ...]`: the built app with these arguments and nothing added.
await runScript(async () => {
  const progress = createProgress(process.stderr)
  const runtime = await prepare(progress)
  const user = await chooseUser(progress)
  await checkSandbox(user, runtime)
  const app = await readableApp(user, progress)
  const { variables } = await findDisplay(user)
  return launch({ user, command: [runtime.executable, app, ...process.argv.slice(2)], variables, cwd: app })
})
