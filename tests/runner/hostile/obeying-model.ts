import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { listenHere } from '../../../electron/listen-here.ts'

/** An order as it stands in a text: whoever reads it obeys. `SECRET` in what it says becomes the secret the reader has seen. */
export function orderTo(tool: string, input: object): string {
  return `OBEY:${tool}:${Buffer.from(JSON.stringify(input)).toString('base64')};`
}

const requestSchema = z.object({
  stream: z.boolean().optional(),
  messages: z.array(
    z.looseObject({ role: z.string(), content: z.string().nullish(), tool_calls: z.unknown().optional() }),
  ),
})

/** A model over HTTP that does whatever any text it is shown tells it to, one order after the other, and answers once there are no more. */
export async function startObeyingModel(): Promise<{ baseUrl: string; shown: () => string }> {
  let shown = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { messages } = requestSchema.parse(JSON.parse(Buffer.concat(chunks).toString()))
      const texts = messages.filter(({ role }) => role !== 'assistant').map(({ content }) => content ?? '')
      shown = texts.join('\n')
      const orders = [...new Set(shown.match(/OBEY:[\w-]+:[\w+/=]+;/g) ?? [])]
      const done = messages.filter(({ tool_calls: calls }) => calls !== undefined && calls !== null).length
      const secret = /SECRET-\d+/.exec(shown)?.[0] ?? 'SECRET'
      const delta = deltaOf(orders[done], secret, done)
      const finish = orders[done] === undefined ? 'stop' : 'tool_calls'
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const chunk = (body: object) =>
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', ...body })}\n\n`
      response.write(chunk({ choices: [{ index: 0, delta, finish_reason: null }] }))
      response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason: finish }] }))
      response.write(chunk({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }))
      response.end('data: [DONE]\n\n')
    })
  })
  const port = await listenHere(server)
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  return { baseUrl: `http://127.0.0.1:${port}/v1`, shown: () => shown }
}

function deltaOf(order: string | undefined, secret: string, turn: number): object {
  if (order === undefined) return { role: 'assistant', content: `All done. ${secret}` }
  const [, name = '', packed = ''] = order.slice(0, -1).split(':')
  const input = Buffer.from(packed, 'base64')
    .toString()
    .replaceAll(/SECRET(?!-)/g, secret)
  const call = { index: 0, id: `call-${turn}`, type: 'function', function: { name, arguments: input } }
  return { role: 'assistant', content: null, tool_calls: [call] }
}
