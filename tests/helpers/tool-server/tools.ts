import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

/** A server of tools, made with the protocol's own package. What it is asked to be comes by its environment, as secrets do. */
export function createToolServer(environment: Readonly<Record<string, string | undefined>>): McpServer {
  const server = new McpServer({ name: 'sums', version: '1.0.0' })
  server.registerTool(
    'add',
    { description: environment.ADD_SAYS ?? 'Adds two numbers.', inputSchema: { a: z.number(), b: z.number() } },
    ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }),
  )
  server.registerTool('secret', { description: 'Tells how long its secret is.', inputSchema: {} }, () => ({
    content: [
      { type: 'text', text: `${environment.API_KEY?.length ?? 0} ${Object.keys(environment).sort().join(' ')}` },
    ],
  }))
  server.registerTool('flood', { description: 'Says far too much.', inputSchema: {} }, () => ({
    content: [{ type: 'text', text: 'x'.repeat(3_000_000) }],
  }))
  server.registerTool('fail', { description: 'Fails.', inputSchema: {} }, () => ({
    isError: true,
    content: [{ type: 'text', text: 'no such row' }],
  }))
  server.registerTool('crash', { description: 'Dies.', inputSchema: {} }, () => process.exit(9))
  server.registerTool('hang', { description: 'Never answers.', inputSchema: {} }, async () => {
    await pause(600_000)
    return { content: [] }
  })
  return server
}
