import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, request as plainRequest, type ServerResponse } from 'node:http'
import { connect as connectTo, isIP, type Socket } from 'node:net'
import { Transform, type Duplex } from 'node:stream'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { listenHere } from '../../../listen-here.ts'
import type { SiteGrant } from '../../../../shared/model/site-grant.ts'
import type { UpstreamProxy } from '../../protocol.ts'
import { type CheckedWay, checkAnswers, checkUrl } from './check-way.ts'

/** The only way out of a window that shows a page. */
export type FilteringProxy = {
  readonly port: number
  /** What the window must say to be let through; nobody else on this computer knows it. */
  readonly secret: string
  close(): Promise<void>
}

/** A proxy of the system that requests must take; it looks names up itself, so that there only names can be checked. */
export type Upstream = UpstreamProxy

export type Dial = (address: string, port: number) => Socket

const mostBytes = 64 * 1024 * 1024
const mostAtOnce = 100
const mostRequests = 3000
const idleMilliseconds = 30_000
/** Headers that belong to one connection, not to what is sent over it (RFC 9110, 7.6.1). */
const ofConnection = new Set(
  'connection proxy-connection keep-alive proxy-authorization proxy-authenticate te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
)

/**
 * Opens a proxy on 127.0.0.1. Each request is checked against the grants, its name is looked up here and the answers are checked, and
 * the connection goes to the very address that was checked; everything else is refused. What goes through it is bounded.
 */
export async function startFilteringProxy(options: {
  grants: readonly SiteGrant[]
  lookUp: (host: string) => Promise<readonly string[]>
  upstream?: Upstream | null
  dial?: Dial
  /** In both directions together; null where a person uses it and decides how long. */
  mostBytes?: number | null
}): Promise<FilteringProxy> {
  const { grants, lookUp, upstream = null } = options
  const most = options.mostBytes === null ? Number.POSITIVE_INFINITY : (options.mostBytes ?? mostBytes)
  const mostAsked = options.mostBytes === null ? Number.POSITIVE_INFINITY : mostRequests
  const dial = options.dial ?? ((host, port) => connectTo({ host, port }))
  const known = upstream?.authorization ?? null
  const secret = randomBytes(24).toString('hex')
  const open = new Set<Duplex>()
  let requests = 0
  let bytes = 0

  const follow = (socket: Duplex) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // A side that breaks off ends the other; nobody is told.
    socket.on('error', () => undefined)
  }
  const counted = () =>
    new Transform({
      transform(chunk: Buffer, _encoding, pass) {
        bytes += chunk.length
        if (bytes > most) pass(new CodedError('web.tooLarge'))
        else pass(null, chunk)
      },
    }).on('error', () => undefined)
  const dialOut = ({ address, port }: CheckedWay): Socket => {
    const socket = upstream === null ? dial(address, port) : dial(upstream.host, upstream.port)
    follow(socket)
    socket.setTimeout(idleMilliseconds, () => socket.destroy())
    return socket
  }
  const wayTo = async (
    request: IncomingMessage,
    addressOf: (request: IncomingMessage) => string,
  ): Promise<CheckedWay> => {
    requests += 1
    if (requests > mostAsked || open.size > mostAtOnce * 2 || bytes > most) throw new CodedError('web.tooLarge')
    const checked = checkUrl(addressOf(request), grants)
    if (isIP(checked.host) !== 0) return checkAnswers(checked, [])
    if (upstream === null) return checkAnswers(checked, await lookUp(checked.host))
    const answers = await lookUp(checked.host).catch(() => [])
    return answers.length === 0 ? { ...checked, address: checked.host } : checkAnswers(checked, answers)
  }

  const server = createServer((request, response) => {
    if (!isKnown(request, secret)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="kaihe"' }).end()
      return
    }
    wayTo(request, plainAddress).then(
      (way) => pass(request, response, way),
      () => response.writeHead(403).end(),
    )
  })
  const pass = (request: IncomingMessage, response: ServerResponse, way: CheckedWay) => {
    const { url } = way
    const asked = plainRequest({
      method: request.method,
      path: upstream === null ? `${url.pathname}${url.search}` : url.href,
      headers: {
        ...kept(request.headers),
        host: url.host,
        ...(known === null ? {} : { 'proxy-authorization': known }),
      },
      setHost: false,
      // Without an agent of any kind: `agent: false` makes one, which dials by itself.
      host: way.address,
      port: way.port,
      createConnection: () => dialOut(way),
    })
    asked.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
    asked.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, kept(answer.headers))
      const body = counted()
      body.on('error', () => response.destroy())
      answer.on('error', () => response.destroy())
      answer.pipe(body).pipe(response)
    })
    response.on('close', () => asked.destroy())
    request.pipe(counted()).pipe(asked)
  }
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    follow(client)
    if (!isKnown(request, secret)) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="kaihe"\r\nContent-Length: 0\r\n\r\n',
      )
      return
    }
    wayTo(request, tunnelAddress).then(
      (way) => tunnel(client, head, way),
      () => client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
    )
  })
  const tunnel = (client: Duplex, head: Buffer, way: CheckedWay) => {
    const far = dialOut(way)
    far.once('connect', () => {
      if (upstream === null) client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      else
        far.write(
          `CONNECT ${way.url.hostname}:${way.port} HTTP/1.1\r\nHost: ${way.url.hostname}:${way.port}\r\n${known === null ? '' : `Proxy-Authorization: ${known}\r\n`}\r\n`,
        )
      // Behind a proxy of the system it is that one's answer which the window hears.
      far.write(head)
      client.pipe(counted()).pipe(far)
      far.pipe(counted()).pipe(client)
    })
    far.on('close', () => client.destroy())
    client.on('close', () => far.destroy())
  }
  server.on('connection', follow)
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.on('clientError', (_error, socket) => socket.destroy())

  const port = await listenHere(server)
  return {
    port,
    secret,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The name the window gives with the secret; it says nothing. */
export const proxyUser = 'page'

function isKnown(request: IncomingMessage, secret: string): boolean {
  const [given, wanted] = [
    Buffer.from(request.headers['proxy-authorization'] ?? ''),
    Buffer.from(`Basic ${Buffer.from(`${proxyUser}:${secret}`).toString('base64')}`),
  ]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** What a window that speaks plainly asks for. */
function plainAddress({ url = '' }: IncomingMessage): string {
  if (!/^http:\/\//i.test(url)) throw new CodedError('web.addressInvalid', {}, 'only http is spoken without a tunnel')
  return url
}

/** Where a tunnel leads: a name or address and a port, and nothing else. */
function tunnelAddress({ url = '' }: IncomingMessage): string {
  if (!/^(?:[^\s/@?#\\:[\]]+|\[[\da-fA-F:.]+\]):\d{1,5}$/.test(url)) throw new CodedError('web.addressInvalid')
  return `https://${url}/`
}

function kept(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const names = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/))
  const rest: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !ofConnection.has(name) && !names.has(name)) rest[name] = value
  }
  return rest
}
