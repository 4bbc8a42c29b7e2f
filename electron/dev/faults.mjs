import { runTool } from './run-tool.mjs'

// `npm run faults`: does harm to the app and its parts at random moments of a named seed and prints the counts.
await runTool('tests/faults/faults.ts')
