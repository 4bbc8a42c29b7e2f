import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { measureCalls } from './calls.mjs'
import { measureRunner } from './processes.mjs'

// A bare Electron main process that starts the gateway and runners as the app does and prints what it measured as one line of JSON.
const here = dirname(fileURLToPath(import.meta.url))
const argument = (name) => process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? ''
const plan = JSON.parse(readFileSync(argument('plan'), 'utf8'))
app.setPath('userData', argument('data-dir'))

// Not awaited: Electron is ready only after this module has been evaluated.
app
  .whenReady()
  .then(measure)
  .catch((error) => {
    process.stdout.write(`${error.stack}\n`)
    app.exit(1)
  })

async function measure() {
  const programs = join(plan.app, 'dist', 'main')
  const results = {
    runner: await measureRunner({ empty: join(here, 'empty.mjs'), runner: join(programs, 'runner.js'), plan }),
    calls: await measureCalls({ gateway: join(programs, 'gateway.js'), plan }),
  }
  process.stdout.write(`BENCH ${JSON.stringify(results)}\n`)
  rmSync(plan.scratch, { recursive: true, force: true })
  app.exit(0)
}
