import { createServer } from 'node:http'
import { writeFileSync } from 'node:fs'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { createToolServer } from './tools.ts'

/** Speaks over its own input and output, or with `--http` at an address it says, where `TOKEN` is asked for. */
if (process.argv.includes('--http')) {
  const http = createServer((request, response) => {
    const token = process.env.TOKEN
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end()
      return
    }
    const transport = new StreamableHTTPServerTransport({})
    response.on('close', () => void transport.close())
    createToolServer(process.env)
      .connect(transport)
      .then(() => transport.handleRequest(request, response))
      .catch((thrown: unknown) => response.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))))
  })
  http.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(http.address())}\n`))
} else {
  const place = process.argv.find((each) => each.startsWith('--pid='))?.slice('--pid='.length)
  if (place !== undefined) writeFileSync(place, String(process.pid))
  if (process.argv.includes('--noisy')) process.stdout.write('Welcome to my server!\n')
  if (process.argv.includes('--broken')) {
    process.stderr.write('cannot find my settings\n')
    process.exit(3)
  }
  await createToolServer(process.env).connect(new StdioServerTransport())
}
