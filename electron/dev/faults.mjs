import { runTool } from './run-tool.mjs'

// `npm run faults`: kills and starves the app at random moments of a named seed and prints the counts.
await runTool('tests/faults/faults.ts')
