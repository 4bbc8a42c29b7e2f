import { Console } from 'node:console'

/**
 * The port: a program for outside test suites that calls the production modules. JSON lines on standard input, JSON lines on
 * standard output and nothing else there: what a library prints goes to standard error.
 */
globalThis.console = new Console({ stdout: process.stderr, stderr: process.stderr })

const { operations } = await import('./operations.ts')
const { servePort } = await import('./serve.ts')
await servePort({ input: process.stdin, output: process.stdout }, operations)
// A reader that went away leaves the input open; there is nobody left to answer.
process.exit(0)
