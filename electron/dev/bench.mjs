import { runTool } from './run-tool.mjs'

/** Only the size of what is installed needs the packed app. */
const named = process.argv.slice(2).filter((word) => /^P\d+$/.test(word))
const needsPackage = named.length === 0 || named.includes('P14')

// `npm run bench`: prints our figures beside those of a bare Electron of the same run.
await runTool('tests/bench/bench.ts', {
  async before({ session, runtime, progress }) {
    if (!needsPackage) return
    // Only now are libraries there to be loaded.
    const { packageApp } = await import('./package-app.mjs')
    await packageApp({ runtime, output: session.packaged, targets: ['dir'], progress })
  },
})
