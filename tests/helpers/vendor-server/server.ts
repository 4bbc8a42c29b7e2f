import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { type ChatRequest, chatRequestSchema } from '../../../electron/gateway/wire/chat.ts'
import { streamParts, wholeAnswer } from './answer-body.ts'
import { type Behaviour, behaviourSchema, type Matcher } from './behaviour.ts'
import { answerControl } from './control.ts'
import { deliver } from './deliver.ts'
import { type Exchange, type Holds, openExchange, pathOf, readText } from './exchange.ts'
import type { RecordedRequest } from './record.ts'
import { createRecordBook } from './record-book.ts'
import { replyText, usageFor, vendorTokens, writtenBy } from './reply.ts'
import { responsesParts, responsesRequestSchema } from './responses-body.ts'
import { createScripts } from './scripts.ts'
import type { Vendor } from './vendor.ts'
import { vendors } from './vendors.ts'

export type VendorServerOptions = {
  /** 0, the default, takes a free port. */
  port?: number
  /** The keys that are let in; by default any key is, and none. */
  keys?: readonly string[]
  models?: readonly string[]
  /** How a request is treated that no script and no preset is for. */
  defaults?: Behaviour
  /** Whose dialect it speaks, with that vendor's habits; without one, OpenAI's plain manner. */
  vendor?: ServiceDialect
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
  const vendor = options.vendor === undefined ? null : vendors[options.vendor]
  const scripts = createScripts(options.defaults ?? {}, now, vendor?.presets)
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
      await answerChat(exchange, scripts.choose({ on: 'chat', key, model }), vendor)
    } else if (method === 'POST' && path.endsWith('/responses') && vendor?.hasResponses === true) {
      await answerResponses(exchange, scripts.choose({ on: 'chat', key, model }))
    } else if (method === 'GET' && path.endsWith('/v1/models') && (vendor === null || hasRoute(vendor, 'GET', path))) {
      const behaviour = scripts.choose({ on: 'models', key, model: null })
      await answerModels(exchange, { ...ownRoute(vendor, exchange), ...behaviour }, options.models)
    } else if (vendor !== null && hasRoute(vendor, method, path)) {
      answerWhole(exchange, {
        ...ownRoute(vendor, exchange),
        ...scripts.scripted({ on: 'account', key, model: null }),
      })
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

async function answerChat(exchange: Exchange, chosen: Behaviour, vendor: Vendor | null): Promise<void> {
  const { first, gone } = exchange
  if (chosen.holdBeforeAnswer === true) await exchange.hold()
  if (chosen.silent === true || gone.aborted) return
  const request = chatRequestSchema.safeParse(exchange.body)
  if (isFailure(chosen) || !request.success) {
    answerWhole(exchange, isFailure(chosen) ? chosen : { error: { message: request.error?.message ?? '' } })
    return
  }
  const refusal = vendor?.refuse(request.data) ?? null
  if (refusal !== null) {
    answerWhole(exchange, refusal)
    return
  }
  const behaviour = vendor === null ? chosen : asVendor(vendor, request.data, chosen)
  const stamp = { id: `chatcmpl-${first.number}`, created: Math.floor(first.receivedAt / 1000) }
  const isStream = request.data.stream === true
  begin(exchange, isStream ? 'text/event-stream; charset=utf-8' : 'application/json', behaviour.headers)
  const parts = isStream
    ? streamParts(request.data, behaviour, stamp)
    : [{ text: wholeAnswer(request.data, behaviour, stamp), isPiece: true }]
  await deliver(exchange, parts, behaviour)
}

async function answerResponses(exchange: Exchange, behaviour: Behaviour): Promise<void> {
  const request = responsesRequestSchema.safeParse(exchange.body)
  if (isFailure(behaviour) || !request.success) {
    answerWhole(exchange, isFailure(behaviour) ? behaviour : { error: { message: request.error?.message ?? '' } })
    return
  }
  begin(exchange, 'text/event-stream; charset=utf-8', behaviour.headers)
  await deliver(exchange, responsesParts(request.data, behaviour, exchange.first.number), behaviour)
}

function begin({ response, note }: Exchange, type: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': type, ...headers })
  response.flushHeaders()
  note({ state: 'answering', status: 200 })
}

/** The vendor's habits where no script says otherwise, and usage in its words. */
function asVendor(vendor: Vendor, request: ChatRequest, chosen: Behaviour): Behaviour {
  const behaviour = { ...vendor.defaults, ...chosen }
  const text = behaviour.text ?? (behaviour.toolCalls === undefined ? replyText(request) : '')
  const { prompt_tokens: prompt } = usageFor(request, '')
  const { reasoning: thinking = '', ...spoken } = behaviour
  const counted = {
    prompt,
    cached: Math.floor(prompt / 2),
    written: vendorTokens(writtenBy(spoken, text)),
    thought: vendorTokens(thinking),
  }
  return { usageBody: vendor.usage(counted), ...behaviour }
}

function hasRoute(vendor: Vendor, method: string, path: string): boolean {
  return Object.hasOwn(vendor.routes, `${method} ${path}`)
}

/** What the vendor answers to anything but chat. */
function ownRoute(vendor: Vendor | null, exchange: Exchange): Behaviour {
  const { method, path } = exchange.first
  const route = vendor?.routes[`${method} ${path}`]
  if (route === undefined) return {}
  const { status = 200, body } = route({ query: exchange.query, body: bodySchema.parse(exchange.body) })
  return { status, body: JSON.stringify(body) }
}

const bodySchema = z.record(z.string(), z.unknown()).catch({})

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
