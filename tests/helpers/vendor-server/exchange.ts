import type { IncomingMessage, ServerResponse } from 'node:http'
import { hashQuestion, type RecordedRequest } from './record.ts'
import type { RecordBook } from './record-book.ts'

/** One request being answered: its record, and the ways an answer can wait or end. */
export type Exchange = {
  readonly first: RecordedRequest
  readonly body: unknown
  readonly query: URLSearchParams
  readonly response: ServerResponse
  /** Aborted when the client leaves before the end. */
  readonly gone: AbortSignal
  note(change: Partial<RecordedRequest>): void
  /** Waits until the test releases it or the client leaves. */
  hold(): Promise<void>
  /** Records that the last byte was handed to the system. */
  complete(): void
  /** Breaks the connection off. */
  cut(): void
  /** A whole answer at once. */
  send(status: number, headers: Record<string, string>, body: string): void
}

export type Holds = Set<() => void>

/** Writes the request down and follows it to its end, whoever ends it. */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  { book, holds, now }: { book: RecordBook; holds: Holds; now: () => number },
): Exchange {
  const body = parseJson(text)
  const first = book.open({
    method: request.method ?? '',
    path: pathOf(request),
    headers: flatHeaders(request),
    key: /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null,
    model: modelOf(body),
    body,
    questionHash: hashQuestion(body),
    state: 'received',
    status: null,
    pieces: 0,
    bytes: 0,
    receivedAt: now(),
    endedAt: null,
  })
  const left = new AbortController()
  let hasEnded = false
  const note = (change: Partial<RecordedRequest>): void => book.change(first.number, change)
  const endAs = (state: RecordedRequest['state']): void => {
    if (hasEnded) return
    hasEnded = true
    note({ state, endedAt: now() })
  }
  response.once('close', () => {
    if (!hasEnded) left.abort()
    endAs('aborted')
  })
  return {
    first,
    body,
    query: new URL(request.url ?? '/', 'http://vendor').searchParams,
    response,
    gone: left.signal,
    note,
    async hold() {
      if (left.signal.aborted) return
      const before = book.stateOf(first.number)
      await new Promise<void>((resolve) => {
        const go = (): void => {
          holds.delete(go)
          left.signal.removeEventListener('abort', go)
          resolve()
        }
        holds.add(go)
        left.signal.addEventListener('abort', go)
        note({ state: 'held' })
      })
      if (!left.signal.aborted) note({ state: before })
    },
    complete: () => endAs('completed'),
    cut() {
      endAs('cut')
      response.socket?.destroy()
    },
    send(status, headers, whole) {
      response.writeHead(status, headers)
      note({ state: 'answering', status })
      response.end(whole, () => endAs('completed'))
    },
  }
}

export function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://vendor').pathname
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function modelOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('model' in body)) return null
  return typeof body.model === 'string' ? body.model : null
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct)
  return Object.fromEntries(entries.map(([name, values]) => [name, (values ?? []).join(', ')]))
}
