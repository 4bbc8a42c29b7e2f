import { createServer, type IncomingMessage, request as ask } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { listenHere } from '../../electron/listen-here.ts'

/** Where a name leads: a port of this computer, a page of the network's own, or nowhere. */
type Route = number | 'page' | 'refused'

/** A real proxy on this computer, as offices have them: for plain requests and for tunnels, with a name and password if wished. */
export async function startOfficeProxy(options: { login?: string; routes?: Readonly<Record<string, Route>> } = {}) {
  const routes: Record<string, Route> = { ...options.routes }
  const heard: string[] = []
  let login = options.login ?? null
  const isKnown = (request: IncomingMessage) =>
    login === null || request.headers['proxy-authorization'] === `Basic ${Buffer.from(login).toString('base64')}`
  const challenge = { 'proxy-authenticate': 'Basic realm="office"' }
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '')
    const route = url === null ? 'refused' : (routes[url.hostname] ?? 'refused')
    if (!isKnown(request)) {
      response.writeHead(407, challenge).end('<html><title>Who are you?</title></html>')
      return
    }
    heard.push(`${request.method} ${url?.host}${url?.pathname}`)
    if (typeof route !== 'number') {
      const status = route === 'page' ? 200 : 403
      response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>Blocked</title>')
      return
    }
    const { 'proxy-authorization': _, ...headers } = request.headers
    const passed = ask(
      { host: '127.0.0.1', port: route, method: request.method, path: `${url?.pathname}${url?.search}`, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    passed.on('error', () => response.destroy())
    request.pipe(passed)
  })
  server.on('connect', (request: IncomingMessage, client) => {
    client.on('error', () => undefined)
    if (!isKnown(request)) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n',
      )
      return
    }
    heard.push(`CONNECT ${request.url}`)
    const route = routes[(request.url ?? '').replace(/:\d+$/, '')]
    if (typeof route !== 'number') {
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const far = connect({ host: '127.0.0.1', port: route }, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      far.pipe(client)
      client.pipe(far)
    })
    far.on('error', () => client.destroy())
    client.on('close', () => far.destroy())
  })
  const open = new Set<Duplex>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  const port = await listenHere(server)
  return {
    port,
    heard,
    routes,
    /** From now on it wants to hear `name:password`; null: nothing. */
    ask(wanted: string | null) {
      login = wanted
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
