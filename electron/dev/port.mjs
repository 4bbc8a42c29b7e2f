import { join } from 'node:path'
import { runToEnd } from './launch.mjs'
import { repository } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { runScript } from './run.mjs'

// `npm run --silent port`: JSON lines in, JSON lines out. Nothing else may reach the standard output, and nothing is
// read from the standard input here: what arrives during the set-up waits in the pipe for the program itself.
await runScript(async () => {
  const runtime = await prepare(createProgress(process.stderr), { needs: 'node' })
  return runToEnd([runtime.executable, join(repository, 'dist', 'main', 'port.js'), ...process.argv.slice(2)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'inherit',
  })
})
