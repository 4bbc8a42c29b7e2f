import { runTool } from './run-tool.mjs'

// `npm run bench`: prints our figures beside those of a bare Electron of the same run.
await runTool('tests/bench/bench.ts')
