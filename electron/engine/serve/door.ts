import { randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Clock } from '../../../shared/model/clock.ts'
import { listenHere } from '../../listen-here.ts'
import type { Answerer, Ended, Piece } from './answerer.ts'
import { type AskedChat, chatRequestSchema, textOf } from './chat-request.ts'

/** A sign of life while the model reads a long document or is busy with another question, in milliseconds. */
const signPace = 10_000
const longestBody = 32 * 1024 * 1024
/** With less room than that, no answer is worth beginning. */
const leastRoom = 32

export type EngineDoor = { port: number; close(): Promise<void> }

/**
 * Opens the engine on 127.0.0.1 for whoever has the token: Chat Completions as OpenAI has them, streamed. Questions are answered one after
 * the other, since two at once would each take twice as long and more memory; who leaves is not answered any further.
 */
export async function openEngineDoor(options: {
  answerer: Answerer
  token: string
  clock: Clock
  /** How many questions are open. */
  onCalls: (open: number) => void
  /** How fast a longer answer came, in tokens a second. */
  onSpeed: (tokensPerSecond: number) => void
}): Promise<EngineDoor> {
  const { answerer, token, clock, onCalls, onSpeed } = options
  let port = 0
  let open = 0
  let last: Promise<unknown> = Promise.resolve()

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    check(message, port, token)
    const asked = await readRequest(message)
    const promptTokens = answerer.measure(asked)
    if (promptTokens + leastRoom > answerer.contextTokens) {
      const text = `${promptTokens} tokens do not fit into ${answerer.contextTokens}`
      throw new EngineRefusal(400, 'exceed_context_size_error', text)
    }
    const left = new AbortController()
    response.once('close', () => left.abort(new Error('nobody listens any more')))
    const stream = openStream(response, clock)
    const turn = last.then(async () => {
      left.signal.throwIfAborted()
      let firstAt: number | null = null
      const onPiece = (piece: Piece) => {
        firstAt ??= clock.now()
        stream.piece(piece)
      }
      const ended = await answerer.answer(asked, onPiece, left.signal)
      const seconds = firstAt === null ? 0 : (clock.now() - firstAt) / 1_000
      if (seconds > 1 && ended.completionTokens >= 16) onSpeed(ended.completionTokens / seconds)
      return ended
    })
    last = turn.catch(() => undefined)
    try {
      stream.end(await turn)
    } catch (thrown) {
      stream.fail(thrown)
    }
  }

  const server = createServer((message, response) => {
    open += 1
    onCalls(open)
    response.once('close', () => {
      open -= 1
      onCalls(open)
    })
    answer(message, response).catch((thrown: unknown) => refuse(response, thrown))
  })
  port = await listenHere(server)
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

class EngineRefusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** As the gateway's own door does it: our own name, no page, the token. */
function check({ headers, method, url }: IncomingMessage, port: number, token: string): void {
  if (headers.host !== `127.0.0.1:${port}`) throw new EngineRefusal(421, 'refused', 'unknown host name')
  if (headers.origin !== undefined) throw new EngineRefusal(403, 'refused', 'pages are not answered')
  const given = Buffer.from(headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new EngineRefusal(401, 'refused', 'unknown token')
  }
  if (method !== 'POST' || url !== '/v1/chat/completions') throw new EngineRefusal(404, 'refused', 'no such address')
}

async function readRequest(message: IncomingMessage): Promise<AskedChat> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of message) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > longestBody) throw new EngineRefusal(413, 'too_large', 'the request is too large')
    pieces.push(bytes)
  }
  let body: unknown
  try {
    body = JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch (thrown) {
    throw new EngineRefusal(400, 'invalid_request', String(thrown))
  }
  const read = chatRequestSchema.safeParse(body)
  if (!read.success) throw new EngineRefusal(400, 'invalid_request', read.error.message)
  if (read.data.messages.some((each) => textOf(each) === null)) {
    throw new EngineRefusal(400, 'invalid_request', 'this model reads text only')
  }
  return read.data
}

/** Writes chunks as they come, and comments while nothing comes. */
function openStream(response: ServerResponse, clock: Clock) {
  const base = {
    id: `own-${randomUUID()}`,
    object: 'chat.completion.chunk',
    created: Math.floor(clock.now() / 1_000),
    model: 'own',
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  let cancel: () => void = () => undefined
  const watch = () => {
    cancel()
    cancel = clock.after(signPace, () => {
      response.write(': working\n\n')
      watch()
    })
  }
  const send = (value: unknown) => {
    watch()
    response.write(`data: ${JSON.stringify(value)}\n\n`)
  }
  const chunk = (delta: unknown, finish: string | null = null) => {
    send({ ...base, choices: [{ index: 0, delta, finish_reason: finish }] })
  }
  response.once('close', () => cancel())
  chunk({ role: 'assistant', content: '' })
  return {
    piece({ kind, text }: Piece) {
      chunk(kind === 'thought' ? { reasoning_content: text } : { content: text })
    },
    end({ finish, toolCalls, promptTokens, cachedTokens, completionTokens }: Ended) {
      toolCalls.forEach((call, index) => {
        chunk({ tool_calls: [{ index, id: `call_${randomUUID()}`, type: 'function', function: call }] })
      })
      chunk({}, finish)
      const usage = {
        prompt_tokens: promptTokens,
        completion_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens,
        prompt_tokens_details: { cached_tokens: cachedTokens },
      }
      send({ ...base, choices: [], usage })
      cancel()
      response.end('data: [DONE]\n\n')
    },
    fail(thrown: unknown) {
      cancel()
      const message = thrown instanceof Error ? thrown.message : String(thrown)
      response.end(`data: ${JSON.stringify({ error: { message, code: '500', type: 'engine_error' } })}\n\n`)
    },
  }
}

function refuse(response: ServerResponse, thrown: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { status, code } = thrown instanceof EngineRefusal ? thrown : { status: 500, code: 'engine_error' }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: { message, code, type: code } }))
}
