import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CodedError } from '../../../shared/contract/errors.ts'

/** What comes in is text of somebody else: kept as data, never followed. */
export type HookRequest = { readonly hookId: string; readonly contentType: string; readonly body: string }

export type HookAnswer = 'started' | 'waits' | 'busy' | 'paused'

export type WebhookDoor = {
  /** Opens at that port of this computer alone; null closes. Throws `webhook.portTaken`. */
  open(port: number | null): Promise<void>
  port(): number | null
}

const mostBytes = 64 * 1024
/** So many requests at once, then one every few seconds. */
const burst = 10
const refillEvery = 6_000
const answers: Record<HookAnswer, number> = { started: 202, waits: 202, busy: 429, paused: 503 }

/**
 * Lets other programs on this computer start an agent: POST only, for this computer's own names only, never from a web page, with the
 * secret of the hook, few at a time.
 */
export function createWebhookDoor(dependencies: {
  /** The secret of a hook; null for one that no agent has. */
  secretOf: (hookId: string) => Promise<string | null>
  deliver: (request: HookRequest) => HookAnswer
  now: () => number
}): WebhookDoor {
  const { secretOf, deliver, now } = dependencies
  let server: Server | null = null
  const tokens = new Map<string, { left: number; at: number }>()

  const isTooFast = (hookId: string): boolean => {
    const known = tokens.get(hookId) ?? { left: burst, at: now() }
    const left = Math.min(burst, known.left + Math.max(0, now() - known.at) / refillEvery)
    tokens.set(hookId, { left: Math.max(0, left - 1), at: now() })
    return left < 1
  }
  const answer = async (request: IncomingMessage, port: number): Promise<{ status: number; text: string }> => {
    const refusal = refuse(request, port)
    if (refusal !== null) return refusal
    const hookId = /^\/hooks\/([\w-]{1,120})$/.exec(request.url ?? '')?.[1]
    if (hookId === undefined) return { status: 404, text: 'no such address' }
    const secret = await secretOf(hookId).catch(() => null)
    // The same answer, whether the hook or the secret is wrong.
    if (!isSame(secret, bearerOf(request))) return { status: 401, text: 'the secret is missing or wrong' }
    if (isTooFast(hookId)) return { status: 429, text: 'too many requests' }
    const body = await readBody(request)
    if (body === null) return { status: 413, text: 'at most 64 KB' }
    const contentType = (request.headers['content-type'] ?? '').slice(0, 200)
    const outcome = deliver({ hookId, contentType, body })
    return { status: answers[outcome], text: outcome }
  }

  const close = async () => {
    const closing = server
    server = null
    if (closing === null) return
    await new Promise((resolve) => {
      closing.close(resolve)
      closing.closeAllConnections()
    })
  }
  return {
    async open(port) {
      if (port !== null && portOf(server) === port) return
      await close()
      if (port === null) return
      const opened = createServer(
        { maxHeaderSize: 8192, requestTimeout: 10_000, headersTimeout: 5_000 },
        (request, reply) => {
          const here = portOf(opened) ?? port
          void answer(request, here)
            .catch(() => ({ status: 500, text: 'it could not be kept' }))
            .then(({ status, text }) => {
              reply.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
              reply.end(`${text}\n`)
            })
        },
      )
      opened.maxConnections = 20
      await new Promise<void>((resolve, reject) => {
        opened.once('error', (error) => reject(new CodedError('webhook.portTaken', { port }, String(error))))
        opened.listen(port, '127.0.0.1', resolve)
      })
      opened.on('error', () => undefined)
      server = opened
    },
    port: () => portOf(server),
  }
}

/** Web pages can send requests here too: they always say where they come from, and are refused for saying anything. */
function refuse({ method, headers }: IncomingMessage, port: number): { status: number; text: string } | null {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) {
    return { status: 421, text: 'not the name of this computer' }
  }
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined || headers.referer !== undefined) {
    return { status: 403, text: 'not from a web page' }
  }
  if (method !== 'POST') return { status: 405, text: 'POST only' }
  return Number(headers['content-length'] ?? 0) > mostBytes ? { status: 413, text: 'at most 64 KB' } : null
}

function bearerOf({ headers }: IncomingMessage): string {
  return /^Bearer (.{1,200})$/.exec(headers.authorization ?? '')?.[1] ?? ''
}

/** In the same time for every wrong guess. */
function isSame(secret: string | null, guess: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(secret ?? 'none'), hash(guess)) && secret !== null
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function portOf(server: Server | null): number | null {
  const address: AddressInfo | string | null = server?.address() ?? null
  return address === null || typeof address === 'string' ? null : address.port
}
