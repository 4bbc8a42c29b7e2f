import { createMcp } from '../../electron/mcp/create-mcp.ts'

/** The process that holds a connection to a server of tools, without Electron: the line to main is Node's own. */
createMcp({
  port: {
    postMessage: (message) => void process.send?.(message),
    onMessage(listener) {
      process.on('message', listener)
      return () => process.off('message', listener)
    },
  },
  fetch,
})
process.on('disconnect', () => process.exit(0))
