import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { chatRequestSchema } from '../../../electron/gateway/wire/chat.ts'
import { streamParts, wholeAnswer } from './answer-body.ts'
import { type Behaviour, behaviourSchema, type Matcher } from './behaviour.ts'
import { answerControl } from './control.ts'
import { deliver } from './deliver.ts'
import { type Exchange, type Holds, openExchange, pathOf, readText } from './exchange.ts'
import type { RecordedRequest } from './record.ts'
import { createRecordBook } from './record-book.ts'
import { createScripts } from './scripts.ts'

export type VendorServerOptions = {
  /** 0, the default, takes a free port. */
  port?: number
  /** The keys that are let in; by default any key is, and none. */
  keys?: readonly string[]
  models?: readonly string[]
  /** How a request is treated that no script and no preset is for. */
  defaults?: Behaviour
  /** A file that keeps what was asked across kills: one JSON line for every change of a request's state. */
  journal?: string
  now?: () => number
}

export type VendorServer = {
  port: number
  /** The base URL as a user would enter it. */
  baseUrl: string
  records(): RecordedRequest[]
  /** The next requests that match are treated so: one behaviour each, in order. */
  script(matcher: Matcher, ...behaviours: Behaviour[]): void
  /** Lets every request that is held at this moment go on. */
  release(): void
  /** Resolves as soon as the condition holds for the records; this is how a test waits without sleeping. */
  waitFor(condition: (records: RecordedRequest[]) => boolean): Promise<RecordedRequest[]>
  /** How many connections are open. */
  connections(): Promise<number>
  /** Breaks off what is open and stops listening. */
  close(): Promise<void>
}

/** Starts a server on 127.0.0.1 that speaks the OpenAI wire format as vendors do, well or badly. */
export async function startVendorServer(options: VendorServerOptions = {}): Promise<VendorServer> {
  const now = options.now ?? Date.now
  const book = createRecordBook(options.journal ?? null)
  const scripts = createScripts(options.defaults ?? {}, now)
  const holds: Holds = new Set()
  const http = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      // A client that leaves while it is still sending is no fault of the server.
      if (!request.destroyed) response.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)))
    })
  })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request)
    const text = await readText(request)
    if (path.startsWith('/control/')) {
      answerControl(path, text, response, server)
      return
    }
    const exchange = openExchange(request, response, text, { book, holds, now })
    const { key, model, method } = exchange.first
    if (options.keys !== undefined && (key === null || !options.keys.includes(key))) {
      answerWhole(exchange, { status: 401, error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } })
    } else if (method === 'POST' && path.endsWith('/chat/completions')) {
      await answerChat(exchange, scripts.choose({ on: 'chat', key, model }))
    } else if (method === 'GET' && path.endsWith('/models')) {
      await answerModels(exchange, scripts.choose({ on: 'models', key, model: null }), options.models)
    } else {
      answerWhole(exchange, { status: 404, error: { message: `Unknown request URL: ${method} ${path}` } })
    }
  }

  const server: VendorServer = {
    port: 0,
    baseUrl: '',
    records: () => book.all(),
    script: (matcher, ...behaviours) =>
      scripts.add(
        matcher,
        behaviours.map((behaviour) => behaviourSchema.parse(behaviour)),
      ),
    release: () => {
      for (const go of holds) go()
    },
    waitFor: (condition) => book.waitFor(condition),
    connections: () =>
      new Promise((resolve, reject) => http.getConnections((error, count) => (error ? reject(error) : resolve(count)))),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  server.port = address.port
  server.baseUrl = `http://127.0.0.1:${address.port}/v1`
  return server
}

async function answerChat(exchange: Exchange, behaviour: Behaviour): Promise<void> {
  const { response, first, gone } = exchange
  if (behaviour.holdBeforeAnswer === true) await exchange.hold()
  if (behaviour.silent === true || gone.aborted) return
  const request = chatRequestSchema.safeParse(exchange.body)
  if (isFailure(behaviour) || !request.success) {
    answerWhole(exchange, isFailure(behaviour) ? behaviour : { error: { message: request.error?.message ?? '' } })
    return
  }
  const stamp = { id: `chatcmpl-${first.number}`, created: Math.floor(first.receivedAt / 1000) }
  const isStream = request.data.stream === true
  response.writeHead(200, {
    'content-type': isStream ? 'text/event-stream; charset=utf-8' : 'application/json',
    ...behaviour.headers,
  })
  response.flushHeaders()
  exchange.note({ state: 'answering', status: 200 })
  const parts = isStream
    ? streamParts(request.data, behaviour, stamp)
    : [{ text: wholeAnswer(request.data, behaviour, stamp), isPiece: true }]
  await deliver(exchange, parts, behaviour)
}

async function answerModels(exchange: Exchange, behaviour: Behaviour, models = defaultModels): Promise<void> {
  if (behaviour.holdBeforeAnswer === true) await exchange.hold()
  if (behaviour.silent === true || exchange.gone.aborted) return
  const data = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'vendor' }))
  answerWhole(
    exchange,
    isFailure(behaviour) ? behaviour : { status: 200, body: JSON.stringify({ object: 'list', data }) },
  )
}

const defaultModels: readonly string[] = ['vendor-small', 'vendor-large']

function isFailure({ status = 200, body, error }: Behaviour): boolean {
  return status !== 200 || body !== undefined || error !== undefined
}

/** Answers with a scripted body, or with an error as OpenAI words it. */
function answerWhole(exchange: Exchange, { status = 400, headers, body, error }: Behaviour): void {
  const { message = '', type = null, code = null } = error ?? {}
  const text = body ?? JSON.stringify({ error: { message, type, param: null, code } })
  exchange.send(status, { 'content-type': text.startsWith('<') ? 'text/html' : 'application/json', ...headers }, text)
}
