import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { listenHere } from '../../electron/listen-here.ts'

/** How the next request is answered; without one, the file comes as it is, from the byte that was asked for. */
export type Manner =
  | { kind: 'breakAfter'; bytes: number }
  | { kind: 'ignoreRange' }
  | { kind: 'status'; status: number }
  | { kind: 'hold'; bytes: number }

export type FileServer = {
  url: string
  /** What each request asked for: the first byte, null for all. */
  asked: (number | null)[]
  next: Manner[]
  content: Buffer
  /** To be told how far the other side is: a line that is to break does so when everything before has arrived. */
  arrived: (doneBytes: number) => void
}

/** A place models are fetched from, on this computer, which can fail in the ways such places do. */
export async function openFileServer(content: Buffer): Promise<FileServer> {
  const place: FileServer = { url: '', asked: [], next: [], content, arrived: () => undefined }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const from = range === null ? null : Number(range[1])
    place.asked.push(from)
    const manner = place.next.shift()
    if (manner?.kind === 'status') {
      response.writeHead(manner.status).end('no')
      return
    }
    const whole = place.content
    const start = manner?.kind === 'ignoreRange' ? 0 : (from ?? 0)
    const length = whole.length - start
    const partial = start > 0
    response.writeHead(partial ? 206 : 200, {
      'content-length': length,
      ...(partial && { 'content-range': `bytes ${start}-${whole.length - 1}/${whole.length}` }),
    })
    if (manner?.kind === 'breakAfter') {
      response.write(whole.subarray(start, start + manner.bytes))
      const until = start + manner.bytes
      place.arrived = (doneBytes) => {
        if (doneBytes >= until) request.socket.end()
      }
    } else if (manner?.kind === 'hold') {
      response.write(whole.subarray(start, start + manner.bytes))
    } else {
      response.end(whole.subarray(start))
    }
  }
  const server = createServer(answer)
  const port = await listenHere(server)
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  place.url = `http://127.0.0.1:${port}/model.gguf`
  return place
}
