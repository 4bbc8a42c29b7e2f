import { findDisplay } from './display.mjs'
import { launch } from './launch.mjs'
import { chooseUser } from './ordinary-user.mjs'
import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { runScript } from './run.mjs'
import { checkSandbox } from './sandbox.mjs'
import { readableApp } from './stage.mjs'

/** Without a system bus or a graphics card Chromium writes pages of warnings that mean nothing to the person. */
const chromiumStaysQuiet = '--log-level=3'

// `npm start`: gets everything ready and opens the app. What follows `--` is passed on to it.
await runScript(async () => {
  const progress = createProgress()
  const runtime = await prepare(progress)
  const user = await chooseUser(progress)
  await checkSandbox(user, runtime)
  const app = await readableApp(user, progress)
  const display = await findDisplay(user)
  if (display.absent) progress.say(`${display.absent}, so the sample agent runs here on the sample documents instead.`)
  const switches = display.absent ? ['--ozone-platform=headless', '--disable-gpu'] : []
  const job = display.absent ? ['--headless-job'] : []
  return launch({
    user,
    command: [runtime.executable, ...switches, chromiumStaysQuiet, app, ...job, ...process.argv.slice(2)],
    variables: display.variables,
    cwd: app,
  })
})
