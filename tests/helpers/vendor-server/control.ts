import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { behaviourSchema, matcherSchema } from './behaviour.ts'
import { parseJson } from './exchange.ts'
import type { VendorServer } from './server.ts'

const scriptSchema = z.strictObject({ matcher: matcherSchema.default({}), behaviours: z.array(behaviourSchema).min(1) })

/** Lets a test in another process do what one in this process does with the returned object: script, release, read the records. */
export function answerControl(path: string, text: string, response: ServerResponse, server: VendorServer): void {
  const reply = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  if (path === '/control/records') {
    reply(200, server.records())
  } else if (path === '/control/release') {
    server.release()
    reply(200, {})
  } else if (path === '/control/script') {
    const script = scriptSchema.safeParse(parseJson(text))
    if (script.success) server.script(script.data.matcher, ...script.data.behaviours)
    reply(script.success ? 200 : 400, script.success ? {} : { error: { message: script.error.message } })
  } else {
    reply(404, { error: { message: `no control at ${path}` } })
  }
}
