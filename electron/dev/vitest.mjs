import { spawnSync } from 'node:child_process'
import { packageProgram, repository } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { runScript } from './run.mjs'

// `node electron/dev/vitest.mjs run tests/shared`: vitest under the Electron runtime, for the files you work on.
await runScript(async () => {
  const runtime = await prepare(createProgress(process.stderr), { needs: 'node', build: false })
  const args = [packageProgram('vitest/vitest.mjs'), ...process.argv.slice(2), '--config', 'tests/vitest.config.ts']
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return spawnSync(runtime.executable, args, { cwd: repository, env, stdio: 'inherit' }).status ?? 1
})
